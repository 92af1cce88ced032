import { useTranslation } from 'react-i18next';
import { Icon } from '../../shared/icons.tsx';
import { AttachmentList } from './AttachmentList.tsx';
import type { Attachment } from './use-drafts.ts';
import { useUpload } from './use-upload.ts';

interface AttachmentPickerProps {
  files: Attachment[];
  onChange: (files: Attachment[]) => void;
}

/** Files of a form: chosen, uploaded at once, taken away again. */
export function AttachmentPicker({ files, onChange }: AttachmentPickerProps) {
  const { t } = useTranslation();
  const upload = useUpload((file) => onChange([...files, file]));
  return (
    <div>
      <label className="link file-link">
        <Icon name="clip" /> {t('composer.attach')}
        <input
          type="file"
          multiple
          className="sr"
          onChange={(event) => {
            if (event.target.files) void upload.add([...event.target.files]);
            event.target.value = '';
          }}
        />
      </label>
      {upload.busy > 0 && (
        <span className="small muted" role="status">
          {' '}
          {t('composer.uploading', { count: upload.busy })}
        </span>
      )}
      <AttachmentList
        attachments={files}
        after={(file) => (
          <button
            type="button"
            className="icon-button small"
            aria-label={t('composer.remove_file', { name: file.name })}
            onClick={() => onChange(files.filter((each) => each.id !== file.id))}
          >
            <Icon name="close" size={13} />
          </button>
        )}
      />
    </div>
  );
}
