import type { Level } from '@shouwen/api';
import type { Context } from '../../context.ts';
import type { Mailbox } from '../../mailboxes/mailbox.ts';
import type { Arrival } from './take-in.ts';

/** What the filters of a mailbox say of a mail that would open a ticket. */
export interface Routing {
  /** the name of the filter that refuses it */
  refusedBy: string | null;
  /** the name of the filter that lets in what would else be put aside */
  letIn: string | null;
  teamId: string | null;
  ticketType: string | null;
  tags: string[];
  importance: Level | null;
  urgency: Level | null;
}

/** Asks the filters of a mailbox in their order. */
export function routeOf(_context: Context, _mailbox: Mailbox | null, _arrival: Arrival): Routing {
  return {
    refusedBy: null,
    letIn: null,
    teamId: null,
    ticketType: null,
    tags: [],
    importance: null,
    urgency: null,
  };
}
