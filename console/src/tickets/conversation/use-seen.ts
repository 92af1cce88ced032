import { type RefObject, useEffect, useRef, useState } from 'react';
import { useMe } from '../../shared/session.ts';
import type { FullTicket, TicketMessage } from '../queries.ts';

const readIn = 3_000; // ms in which one has noticed what is pointed out, unless one goes on typing

interface Seen {
  /** the newest message that the writer has taken into account */
  seen: RefObject<string | undefined>;
  /** messages of others, to or from the customer, that came since writing began */
  arrived: TicketMessage[];
  /** they have been read */
  dismiss: () => void;
}

/**
 * What the writer of a reply has seen. While nothing is written, every message that is shown; once something is, what
 * comes is pointed out, and counts as seen when the writer says so, or has stopped typing for a moment with the page in front.
 */
export function useSeen(ticket: FullTicket, blank: boolean): Seen {
  const me = useMe();
  const newest = ticket.messages.at(-1)?.id;
  const seen = useRef(newest);
  const [began, setBegan] = useState(newest);
  useEffect(() => {
    if (!blank) return;
    seen.current = newest;
    setBegan(newest);
  }, [blank, newest]);
  useEffect(() => {
    if (blank) return;
    return afterRest(() => {
      seen.current = newest;
    });
  }, [blank, newest]);
  const from = ticket.messages.findIndex((message) => message.id === began) + 1;
  const arrived = blank
    ? []
    : ticket.messages.slice(from).filter((one) => one.kind !== 'note' && one.author.id !== me.user.id);
  return {
    seen,
    arrived,
    dismiss: () => {
      seen.current = newest;
      setBegan(newest);
    },
  };
}

/** Runs once the page has been in front for a while in which no key was pressed. Gives how to call it off. */
function afterRest(run: () => void): () => void {
  let timer = 0;
  const rest = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      if (document.visibilityState === 'visible' && document.hasFocus()) run();
      else rest();
    }, readIn);
  };
  rest();
  window.addEventListener('keydown', rest, true);
  return () => {
    window.clearTimeout(timer);
    window.removeEventListener('keydown', rest, true);
  };
}
