import { useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../shared/clock.ts';
import { useFormat } from '../../shared/format.ts';
import type { FullTicket, TicketMessage } from '../queries.ts';
import './conversation.css';
import { MessageView } from './MessageView.tsx';
import { PendingReply } from './PendingReply.tsx';

/** The messages, oldest first; opens at the newest and stays there when new ones come. */
export function Conversation({ ticket }: { ticket: FullTicket }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const newest = (ticket.pending_replies.at(-1) ?? ticket.messages.at(-1))?.id;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is the reason to scroll
  useLayoutEffect(() => {
    const element = box.current;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [newest]);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    // the composer grows into the conversation: keep the end in sight
    const watcher = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);

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
    >
      {ticket.messages.map((message, at) => (
        <div key={message.id}>
          {startsDay(ticket.messages, at, format.daysApart) && (
            <div className="day-line">
              <span>
                {format.daysApart(now, Date.parse(message.at)) === 0
                  ? t('time.today')
                  : format.date(message.at)}
              </span>
            </div>
          )}
          <MessageView ticket={ticket} message={message} />
        </div>
      ))}
      {ticket.pending_replies.map((reply) => (
        <PendingReply key={reply.id} ticket={ticket} reply={reply} />
      ))}
    </div>
  );
}

function startsDay(
  messages: TicketMessage[],
  at: number,
  daysApart: (a: number, b: number) => number,
): boolean {
  const here = messages[at];
  const before = messages[at - 1];
  if (!here) return false;
  return !before || daysApart(Date.parse(before.at), Date.parse(here.at)) !== 0;
}
