import type { Ticket } from '@shouwen/api';
import type { Context } from '../context.ts';
import { timelineOf } from '../events/read-timeline.ts';
import { presentObligation } from '../obligations/present-obligation.ts';
import { obligationsOf } from '../obligations/read-obligations.ts';
import type { Tx } from '../tables.ts';
import { etagOf } from './change-ticket.ts';
import type { TicketRow } from './find-ticket.ts';
import { messagesOf } from './messages.query.ts';
import { namesOf } from './people-names.query.ts';
import { ticketRights } from './policy.ts';
import { presentSummary } from './present-ticket.ts';
import { ticketSurroundings } from './surroundings.query.ts';
import { threadsOf } from './threads.query.ts';

/** Everything that the page of a ticket shows. The ticket must have been found for this viewer. */
export async function ticketPage(tx: Tx, context: Context, row: TicketRow): Promise<Ticket> {
  const threads = await threadsOf(tx, context, row.id);
  const ids = threads.map((thread) => thread.id);
  const [messages, obligations, timeline, around] = await Promise.all([
    messagesOf(tx, context, threads, { notes: true }),
    obligationsOf(tx, context, ids),
    timelineOf(tx, context, ids),
    ticketSurroundings(tx, context, row, ids),
  ]);
  const names = await namesOf(tx, context, {
    users: [
      row.assignee_id,
      row.first_contact_owner_id,
      ...around.userIds,
      ...obligations.map((obligation) => obligation.row.owner_user_id),
    ],
    teams: [row.team_id, ...obligations.map((obligation) => obligation.row.owner_team_id)],
    customers: [row.customer_id, ...around.participantIds],
  });
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
    obligations: obligations.map((obligation) => presentObligation(context, obligation, names)),
    timeline: told,
    may: ticketRights(context, row),
    etag: etagOf(row),
  };
}
