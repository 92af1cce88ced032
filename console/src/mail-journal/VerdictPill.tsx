import { useTranslation } from 'react-i18next';
import type { Mail, Verdict } from './queries.ts';

const tones: Record<Verdict, string> = {
  new_ticket: 'green',
  reply: 'green',
  duplicate: '',
  auto_reply: '',
  bounce: 'amber',
  list: '',
  spam: '',
  refused: '',
  quarantined: 'red',
};

/** What became of a mail, in one word. */
export function VerdictPill({ mail }: { mail: Pick<Mail, 'verdict'> }) {
  const { t } = useTranslation();
  const { verdict } = mail;
  return (
    <span className={`pill ${verdict ? tones[verdict] : 'amber'}`}>
      {t(`mail_verdict.${verdict ?? 'pending'}`)}
    </span>
  );
}
