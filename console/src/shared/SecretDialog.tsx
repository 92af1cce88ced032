import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { copyText } from './copy.ts';
import { Icon } from './icons.tsx';
import { toast } from './toasts.tsx';

interface SecretDialogProps {
  title: string;
  /** what it is for, and that it is shown once */
  lead: string;
  secret: string;
  onClose: () => void;
}

/** Shows a link or key that will not be shown again, to be copied. */
export default function SecretDialog({ title, lead, secret, onClose }: SecretDialogProps) {
  const { t } = useTranslation();
  const copy = async () => {
    if (await copyText(secret)) toast(t('common.copied'));
    else toast(t('common.copy_by_hand'), { tone: 'plain' });
  };
  return (
    <Modal open title={title} onCancel={onClose} footer={null} mask={{ closable: false }}>
      <div className="stack">
        <p className="soft">{lead}</p>
        <input
          className="native mono"
          readOnly
          aria-label={title}
          value={secret}
          onFocus={(event) => event.target.select()}
        />
        <div className="form-foot">
          <Button type="primary" icon={<Icon name="copy" />} onClick={() => void copy()}>
            {t('common.copy')}
          </Button>
          <Button onClick={onClose}>{t('common.close')}</Button>
        </div>
      </div>
    </Modal>
  );
}
