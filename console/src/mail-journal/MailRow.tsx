import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../shared/format.ts';
import type { Mail } from './queries.ts';
import { VerdictPill } from './VerdictPill.tsx';

interface MailRowProps {
  mail: Mail;
  now: number;
  /** the row on which the keyboard is */
  here: boolean;
  onOpen: () => void;
}

/** One mail of the journal: what it was, what became of it, and why. */
export function MailRow({ mail, now, here, onOpen }: MailRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <tr id={`mail-${mail.id}`} className={here ? 'here' : undefined}>
      <td>
        <button type="button" className="link" onClick={onOpen}>
          {mail.subject ?? t('mail_in.no_subject')}
        </button>
      </td>
      <td data-label={t('mail_in.from')} title={mail.from?.address}>
        {mail.from?.name ?? mail.from?.address ?? mail.envelope_from ?? t('mail_in.nobody')}
      </td>
      <td data-label={t('mail_in.verdict')}>
        <div>
          <VerdictPill mail={mail} />
          {mail.reason && <div className="small muted">{mail.reason}</div>}
          {mail.error && <div className="small mail-problem">{mail.error}</div>}
        </div>
      </td>
      <td data-label={t('field.ticket')} className="num">
        {mail.ticket !== null && <Link to={`/tickets/${mail.ticket}`}>#{mail.ticket}</Link>}
      </td>
      <td data-label={t('mail_in.received')} className="num">
        {format.when(mail.received_at, now)}
      </td>
    </tr>
  );
}
