import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { copyText } from '../shared/copy.ts';
import { Icon } from '../shared/icons.tsx';
import { toast } from '../shared/toasts.tsx';

/** Shows recovery codes, this once, to be copied, saved or printed. */
export default function RecoveryCodesDialog({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const { t } = useTranslation();
  const text = `${codes.join('\n')}\n`;
  const copy = async () => {
    if (await copyText(text)) toast(t('common.copied'));
    else toast(t('common.copy_by_hand'), { tone: 'plain' });
  };
  const save = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    link.download = 'shouwen-recovery-codes.txt';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <Modal
      open
      title={t('account.recovery_codes')}
      closable={false}
      keyboard={false}
      footer={null}
      mask={{ closable: false }}
      width={440}
    >
      <div className="stack">
        <p className="soft">{t('account.codes_once')}</p>
        <ul className="recovery-codes mono" aria-label={t('account.recovery_codes')}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="form-foot">
          <Button type="primary" onClick={onClose}>
            {t('account.codes_kept')}
          </Button>
          <Button icon={<Icon name="copy" />} onClick={() => void copy()}>
            {t('common.copy')}
          </Button>
          <Button icon={<Icon name="download" />} onClick={save}>
            {t('account.save_codes')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
