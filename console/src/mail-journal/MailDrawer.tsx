import { type RouteContract, routes, urlOf } from '@shouwen/api';
import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../shared/format.ts';
import { Icon } from '../shared/icons.tsx';
import { Bones, Broken } from '../shared/States.tsx';
import { useCan } from '../shared/session.ts';
import { MailActions } from './MailActions.tsx';
import { type MailDetail, mailQuery } from './queries.ts';
import { VerdictPill } from './VerdictPill.tsx';

const rawOf = (id: string) => urlOf('', routes.rawMail as RouteContract, { params: { id } });

/** One mail with its text, why it was judged so, and what can be done about it. */
export function MailDrawer({ id, onClose }: { id: string | null; onClose: () => void }) {
  const { t } = useTranslation();
  const mail = useQuery({ ...mailQuery(id ?? ''), enabled: id !== null });
  return (
    <Drawer
      open={id !== null}
      size={640}
      title={mail.data ? (mail.data.subject ?? t('mail_in.no_subject')) : t('nav.mail')}
      onClose={onClose}
      destroyOnHidden
    >
      {mail.isPending && <Bones />}
      {mail.isError && <Broken error={mail.error} retry={mail.refetch} />}
      {mail.data && <Shown mail={mail.data} />}
    </Drawer>
  );
}

function Shown({ mail }: { mail: MailDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const can = useCan();
  return (
    <div className="stack">
      <dl className="facts">
        <dt>{t('mail_in.from')}</dt>
        <dd className="break">
          {mail.from ? [mail.from.name, mail.from.address].filter(Boolean).join(' · ') : t('mail_in.nobody')}
        </dd>
        {mail.envelope_to.length > 0 && (
          <>
            <dt>{t('mail_in.to')}</dt>
            <dd className="break">{mail.envelope_to.join(', ')}</dd>
          </>
        )}
        {mail.mailbox && (
          <>
            <dt>{t('mail_in.mailbox')}</dt>
            <dd className="break">{mail.mailbox.address}</dd>
          </>
        )}
        <dt>{t('mail_in.received')}</dt>
        <dd className="num">{format.dateTime(mail.received_at)}</dd>
        <dt>{t('mail_in.verdict')}</dt>
        <dd>
          <VerdictPill mail={mail} /> {mail.reason}
        </dd>
        {mail.ticket !== null && (
          <>
            <dt>{t('field.ticket')}</dt>
            <dd>
              <Link to={`/tickets/${mail.ticket}`}>#{mail.ticket}</Link>
            </dd>
          </>
        )}
        {mail.error && (
          <>
            <dt>{t('mail_in.error')}</dt>
            <dd className="break mail-problem">{mail.error}</dd>
          </>
        )}
        {mail.next_at && (
          <>
            <dt>{t('mail_in.next_try')}</dt>
            <dd className="num">{format.dateTime(mail.next_at)}</dd>
          </>
        )}
      </dl>
      {can('outbox.manage') && <MailActions mail={mail} />}
      <p>
        <a href={rawOf(mail.id)} download>
          <Icon name="download" size={14} /> {t('mail_in.raw', { size: format.size(mail.size) })}
        </a>
      </p>
      {mail.attachments.length > 0 && (
        <ul className="small" aria-label={t('mail_in.attachments')}>
          {mail.attachments.map((file) => (
            <li key={`${file.name} ${file.size}`}>
              <Icon name="clip" size={13} /> {file.name} · {format.size(file.size)}
            </li>
          ))}
        </ul>
      )}
      <div className="prose mail-text">{mail.text || t('mail_in.no_text')}</div>
    </div>
  );
}
