import { useTranslation } from 'react-i18next';
import type { Mail } from './queries.ts';

const tones: Record<Mail['state'], string> = {
  queued: '',
  attempting: 'accent',
  sent: 'green',
  failed: 'red',
  unknown: 'amber',
};

/** Where a mail stands, in a word and a colour. */
export function MailMark({ mail }: { mail: Pick<Mail, 'state' | 'held'> }) {
  const { t } = useTranslation();
  return (
    <span className={`pill ${mail.held ? 'amber' : tones[mail.state]}`}>
      {t(`outbox_state.${mail.held ? 'held' : mail.state}`)}
    </span>
  );
}
