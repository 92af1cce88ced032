import { type RouteContract, routes, urlOf } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNow } from '../../shared/clock.ts';
import { Face } from '../../shared/Face.tsx';
import { useFormat } from '../../shared/format.ts';
import { Icon } from '../../shared/icons.tsx';
import { useTicketDialog } from '../actions/dialogs.tsx';
import type { FullTicket, TicketMessage } from '../queries.ts';
import { AttachmentList } from './AttachmentList.tsx';
import { filesApart, MessageText } from './MessageText.tsx';

const rawOf = (id: string) => urlOf('', routes.rawMail as RouteContract, { params: { id } });

/** One message: the customer's at the left, ours at the right, notes clearly apart from both. */
export function MessageView({ ticket, message }: { ticket: FullTicket; message: TicketMessage }) {
  const { t } = useTranslation();
  const open = useTicketDialog();
  const format = useFormat();
  const now = useNow();
  const name = message.author.name || t(`author.${message.author.kind}`);
  const splittable = ticket.may.write && message.kind === 'incoming' && message.split_to === null;
  return (
    <article
      className={`message message-${message.kind}`}
      aria-label={t(`message.${message.kind}_by`, { name })}
    >
      <header className="message-head">
        <Face name={name} id={message.author.id} size={24} />
        <span className="strong cut">{name}</span>
        {message.kind === 'note' && (
          <span className="pill">
            <Icon name="lock" size={12} /> {t('message.internal')}
          </span>
        )}
        {message.mail?.nature && <span className="pill">{t(`mail_verdict.${message.mail.nature}`)}</span>}
        {message.author.kind === 'partner' && <span className="pill">{t('author.partner')}</span>}
        {message.thread !== ticket.number && (
          <span className="pill" title={t('message.came_on_help')}>
            {t('message.came_on', { number: message.thread })}
          </span>
        )}
        <time
          className="num muted small message-time"
          dateTime={message.at}
          title={format.dateTime(message.at)}
        >
          {format.when(message.at, now)}
        </time>
        {message.mail && (
          <a
            className="icon-button small"
            href={rawOf(message.mail.id)}
            download
            title={t('mail_in.raw', { size: format.size(message.mail.size) })}
            aria-label={t('mail_in.raw', { size: format.size(message.mail.size) })}
          >
            <Icon name="mail" size={14} />
          </a>
        )}
        {splittable && (
          <button
            type="button"
            className="icon-button small message-split"
            title={t('message.split')}
            aria-label={t('message.split')}
            onClick={() => open({ kind: 'split', message: message.id })}
          >
            <Icon name="split" size={14} />
          </button>
        )}
      </header>
      <div className="message-body">
        <MessageText message={message} />
        <AttachmentList attachments={filesApart(message)} among={message.attachments} />
        {message.split_to !== null && (
          <p className="small muted">
            {t('message.moved_to')} <Link to={`/tickets/${message.split_to}`}>#{message.split_to}</Link>
          </p>
        )}
        {message.split_from !== null && (
          <p className="small muted">
            {t('message.taken_from')} <Link to={`/tickets/${message.split_from}`}>#{message.split_from}</Link>
          </p>
        )}
      </div>
    </article>
  );
}
