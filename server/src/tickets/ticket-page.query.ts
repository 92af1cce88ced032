import type { Ticket } from '@shouwen/api';
import type { Context } from '../context.ts';
import { timelineOf } from '../events/read-timeline.ts';
import { presentObligation } from '../obligations/present-obligation.ts';
import { obligationsOf } from '../obligations/read-obligations.ts';
import type { Tx } from '../tables.ts';
import { etagOf } from './change-ticket.ts';
import { findTicket, type TicketRow } from './find-ticket.ts';
import { logRead } from './log-read.ts';
import { messagesOf } from './messages.query.ts';
import { type Outline, outlineOf } from './outline.query.ts';
import { namesOf } from './people-names.query.ts';
import { ticketRights } from './policy.ts';
import { presentSummary } from './present-ticket.ts';
import { pendingOn } from './replies/pending-replies.query.ts';
import { isAlone, nothingAround, type Surroundings, ticketSurroundings } from './surroundings.query.ts';

/** The page of the ticket of that number, if this viewer may see it; that a confidential one was opened is noted. */
export async function openedPage(tx: Tx, context: Context, number: number): Promise<Ticket> {
  const [row, outline] = await Promise.all([findTicket(tx, context, number), outlineOf(tx, context, number)]);
  await logRead(tx, context, row);
  return pageOf(tx, context, row, outline);
}

/** Everything that the page of a ticket shows. The ticket must have been found for this viewer. */
export async function ticketPage(tx: Tx, context: Context, row: TicketRow): Promise<Ticket> {
  return pageOf(tx, context, row, await outlineOf(tx, context, row.number));
}

async function pageOf(tx: Tx, context: Context, row: TicketRow, outline: Outline): Promise<Ticket> {
  const { threads } = outline;
  const ids = threads.map((thread) => thread.id);
  const namesWith = (around: Pick<Surroundings, 'userIds' | 'participantIds'>) =>
    namesOf(tx, context, {
      users: [row.assignee_id, row.first_contact_owner_id, ...around.userIds],
      teams: [row.team_id],
      customers: [row.customer_id, ...around.participantIds],
      ownersOf: ids,
    });
  // one round trip, unless there is something around the ticket that brings names of its own
  const [messages, pending, obligations, timeline, [around, names]] = await Promise.all([
    messagesOf(tx, context, threads, { notes: true }),
    pendingOn(tx, context, ids),
    obligationsOf(tx, context, ids),
    timelineOf(tx, context, ids),
    isAlone(outline)
      ? Promise.all([nothingAround, namesWith(nothingAround)])
      : ticketSurroundings(tx, context, row, outline).then(
          async (found) => [found, await namesWith(found)] as const,
        ),
  ]);
  // what a message did to the ticket that its thread is merged into is told by the message, unless it changed something
  const told = timeline.filter((entry) => entry.kind !== 'ticket.thread_message' || 'changes' in entry.data);
  return {
    ...presentSummary(row, names, around.mergedInto),
    unit_id: row.unit_id,
    language: row.language,
    fields: row.fields,
    external_number: row.external_number,
    tags: [...new Set([...row.tags, ...around.mergedTags])],
    watchers: around.watcherIds.flatMap((id) => names.user(id) ?? []),
    participants: around.participantIds.map((id) => names.customer(id)),
    resolved_at: row.resolved_at?.toISOString() ?? null,
    closed_at: row.closed_at?.toISOString() ?? null,
    customer_confirmed_at: row.customer_confirmed_at?.toISOString() ?? null,
    ...around.shown(names),
    messages,
    pending_replies: pending,
    obligations: obligations.map((obligation) => presentObligation(context, obligation, names)),
    timeline: told,
    may: ticketRights(context, row),
    etag: etagOf(row),
  };
}
