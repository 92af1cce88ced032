import { Fragment, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../shared/clock.ts';
import { useFormat } from '../../shared/format.ts';
import { useMe } from '../../shared/session.ts';
import { type Telling, useTelling } from '../context/use-telling.ts';
import type { FullTicket, TicketMessage } from '../queries.ts';
import './conversation.css';
import { EventsLine } from './EventsLine.tsx';
import { Fold } from './Fold.tsx';
import { conversationOf, folded, type Part } from './fold.ts';
import { MessageView } from './MessageView.tsx';
import { PendingReply } from './PendingReply.tsx';

/**
 * The messages, oldest first, with what happened between them; what was read long ago is folded. Opens at the newest and
 * stays there when new ones come.
 */
export function Conversation({ ticket }: { ticket: FullTicket }) {
  const { t } = useTranslation();
  const me = useMe();
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  // as it was when the ticket was opened: nothing folds away under the eyes of who reads it now
  const [readUntil] = useState(ticket.read_until);
  const newest = (ticket.pending_replies.at(-1) ?? ticket.messages.at(-1))?.id;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is the reason to scroll
  useLayoutEffect(() => {
    const element = box.current;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [newest]);
  useEffect(() => {
    const element = box.current;
    if (!element || !content.current) return;
    // the composer grows into the conversation, and pictures come late: keep the end in sight
    const watcher = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    watcher.observe(element);
    watcher.observe(content.current);
    return () => watcher.disconnect();
  }, []);

  const telling = useTelling(ticket);
  const parts = folded(conversationOf(ticket.messages, ticket.timeline), me.user.id, readUntil);
  return (
    <div
      className="conversation"
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      role="log"
      aria-label={t('conversation.label')}
      onScroll={(event) => {
        const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
        atEnd.current = scrollHeight - scrollTop - clientHeight < 48;
      }}
      onClickCapture={(event) => {
        // what opens stays where it is, and grows downwards
        if (event.target instanceof Element && event.target.closest('[aria-expanded]')) atEnd.current = false;
      }}
    >
      <div ref={content}>
        <Parts ticket={ticket} telling={telling} parts={parts} />
        {ticket.pending_replies.map((reply) => (
          <PendingReply key={reply.id} ticket={ticket} reply={reply} />
        ))}
      </div>
    </div>
  );
}

interface PartsProps {
  ticket: FullTicket;
  telling: Telling;
  parts: readonly Part[];
  /** the message above them */
  above?: TicketMessage | undefined;
}

function Parts({ ticket, telling, parts, above }: PartsProps): ReactNode {
  let before = above;
  return parts.map((part) => {
    if (part.kind === 'events') return <EventsLine key={part.id} telling={telling} entries={part.entries} />;
    if (part.kind === 'fold') {
      const last = before;
      before = part.parts.flatMap((one) => (one.kind === 'message' ? [one.message] : [])).at(-1);
      return (
        <Fold key="fold" count={part.count}>
          {() => <Parts ticket={ticket} telling={telling} parts={part.parts} above={last} />}
        </Fold>
      );
    }
    const last = before;
    before = part.message;
    return (
      <Fragment key={part.message.id}>
        <DayLine at={part.message.at} before={last?.at} />
        <MessageView ticket={ticket} message={part.message} />
      </Fragment>
    );
  });
}

/** Says which day begins, above the first message of it. */
function DayLine({ at, before }: { at: string; before: string | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const moment = Date.parse(at);
  if (before !== undefined && format.daysApart(Date.parse(before), moment) === 0) return null;
  return (
    <div className="day-line">
      <span>{format.daysApart(now, moment) === 0 ? t('time.today') : format.date(at)}</span>
    </div>
  );
}
