import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../../shared/config.ts';
import { Face } from '../../shared/Face.tsx';
import { textIfAny } from '../../shared/i18n.ts';
import { Icon } from '../../shared/icons.tsx';
import { useMe } from '../../shared/session.ts';
import { type FullTicket, useTicketChanged } from '../queries.ts';
import { AttachmentList } from './AttachmentList.tsx';
import { filesApart, MessageText } from './MessageText.tsx';
import { ReleaseForm } from './ReleaseForm.tsx';
import { type Pending, usePendingActions } from './use-pending.ts';

/** A reply that has not left yet, where it will stand, with what can still be done about it. */
export function PendingReply({ ticket, reply }: { ticket: FullTicket; reply: Pending }) {
  const { t } = useTranslation();
  const me = useMe();
  const names = useNames();
  const mine = reply.author.id === me.user.id;
  return (
    <article
      className={`message message-reply message-pending pending-${reply.state}`}
      aria-label={t('pending.by', { name: reply.author.name })}
    >
      <header className="message-head">
        <Face name={reply.author.name} id={reply.author.id} size={24} />
        <span className="strong cut">{reply.author.name}</span>
      </header>
      <div className="message-body">
        <MessageText message={{ ...reply, mentions: [] }} />
        <AttachmentList attachments={filesApart(reply)} among={reply.attachments} />
      </div>
      <footer className="pending-foot">
        <Standing reply={reply} number={ticket.number} />
        {reply.status !== null && (
          <span className="small muted">{t('pending.sets', { status: names.status(reply.status) })}</span>
        )}
        {mine && <OwnActions ticket={ticket} reply={reply} />}
      </footer>
      {!mine && reply.state === 'awaiting_release' && ticket.may.write && (
        <ReleaseForm ticket={ticket} reply={reply} />
      )}
    </article>
  );
}

function OwnActions({ ticket, reply }: { ticket: FullTicket; reply: Pending }) {
  const { t } = useTranslation();
  const { takeBack, sendNow } = usePendingActions(ticket, reply);
  return (
    <>
      <Button
        size="small"
        icon={<Icon name="undo" size={14} />}
        loading={takeBack.isPending}
        onClick={() => takeBack.mutate()}
      >
        {reply.state === 'going_out' ? t('common.undo') : t('pending.take_back')}
      </Button>
      {reply.state !== 'awaiting_release' && (
        <Button size="small" type="text" loading={sendNow.isPending} onClick={() => sendNow.mutate()}>
          {reply.state === 'held' ? t('composer.send_anyway') : t('pending.send_now')}
        </Button>
      )}
    </>
  );
}

function Standing({ reply, number }: { reply: Pending; number: number }): ReactNode {
  const { t } = useTranslation();
  if (reply.state === 'going_out') return <Countdown until={reply.send_at} number={number} />;
  if (reply.state === 'awaiting_release')
    return (
      <span className="due-soon small">
        <Icon name="eye" size={14} /> {t('pending.awaiting_release')}
      </span>
    );
  return (
    <span className="due-late small" role="alert">
      <Icon name="warn" size={14} /> {t('pending.held')}{' '}
      {reply.reason && textIfAny(`problem.${reply.reason}`)}
    </span>
  );
}

const look = 1_000;

/** The seconds until it leaves; after them the ticket is fetched until it has. */
function Countdown({ until, number }: { until: string | null; number: number }) {
  const { t } = useTranslation();
  const changed = useTicketChanged();
  const [now, setNow] = useState(Date.now);
  const left = Math.ceil((Date.parse(until ?? '') - now) / 1000);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 250);
    return () => window.clearInterval(timer);
  }, []);
  const over = left <= 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: begun once, when the seconds are over
  useEffect(() => {
    if (!over) return;
    const timer = window.setInterval(() => changed(number), look);
    return () => window.clearInterval(timer);
  }, [over, number]);
  return (
    <span className="small muted num">
      {over ? t('pending.leaving') : t('pending.leaves_in', { count: left })}
    </span>
  );
}
