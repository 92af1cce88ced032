import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FilePreview } from '../../files/FilePreview.tsx';
import { showFile } from '../../files/FileViewerHost.tsx';
import { fileAddress, previewKind } from '../../files/kinds.ts';
import { useFormat } from '../../shared/format.ts';
import { Icon } from '../../shared/icons.tsx';
import type { Attachment } from './use-drafts.ts';

interface AttachmentListProps {
  attachments: readonly Attachment[];
  /** what the arrow keys go through once one is open; the list itself unless told otherwise */
  among?: readonly Attachment[];
  after?: (file: Attachment) => ReactNode;
}

/** Files of a message: what can be shown is looked at in place, everything can be downloaded. */
export function AttachmentList({ attachments, among = attachments, after }: AttachmentListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (attachments.length === 0) return null;
  return (
    <ul className="attachments">
      {attachments.map((file) => (
        <li key={file.id} className="attachment">
          <FilePreview file={file} files={among} />
          <span className="row" style={{ gap: 6 }}>
            {previewKind(file.media_type) === null ? (
              <a className="row attachment-name" href={fileAddress(file.id)} download={file.name}>
                <Icon name="file" size={14} />
                <span className="cut">{file.name}</span>
              </a>
            ) : (
              <button
                type="button"
                className="link row attachment-name"
                onClick={() => showFile(among, file.id)}
              >
                <Icon name="file" size={14} />
                <span className="cut">{file.name}</span>
              </button>
            )}
            <span className="num muted small attachment-size">{format.size(file.size)}</span>
            <a
              className="icon-button small"
              href={fileAddress(file.id)}
              download={file.name}
              title={t('file.download')}
              aria-label={t('file.download_named', { name: file.name })}
            >
              <Icon name="download" size={13} />
            </a>
            {after?.(file)}
          </span>
        </li>
      ))}
    </ul>
  );
}
