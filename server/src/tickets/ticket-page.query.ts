import type { Ticket } from '@shouwen/api';
import type { Context } from '../context.ts';
import { presentObligation } from '../obligations/present-obligation.ts';
import type { Tx } from '../tables.ts';
import { etagOf } from './change-ticket.ts';
import type { TicketRow } from './find-ticket.ts';
import { logRead } from './log-read.ts';
import { findOutlined, type Outlined, outlineOf } from './outline.query.ts';
import { pageParts } from './page-parts.query.ts';
import { nameRows, namesFrom } from './people-names.query.ts';
import { ticketRights } from './policy.ts';
import { presentSummary } from './present-ticket.ts';
import { pendingOn } from './replies/pending-replies.query.ts';
import { nothingAround, ticketSurroundings } from './surroundings.query.ts';
import { threadsOf } from './threads.query.ts';

/** The page of the ticket of that number, if this viewer may see it; that a confidential one was opened is noted. */
export async function openedPage(tx: Tx, context: Context, number: number): Promise<Ticket> {
  const found = await findOutlined(tx, context, number);
  await logRead(tx, context, found.ticket);
  return pageOf(tx, context, found);
}

/** Everything that the page of a ticket shows. The ticket must have been found for this viewer. */
export async function ticketPage(tx: Tx, context: Context, ticket: TicketRow): Promise<Ticket> {
  return pageOf(tx, context, { ticket, outline: await outlineOf(tx, context, ticket.id) });
}

async function pageOf(tx: Tx, context: Context, { ticket: row, outline }: Outlined): Promise<Ticket> {
  const threads = outline.alone ? [row] : await threadsOf(tx, context, row.id);
  const ids = threads.map((thread) => thread.id);
  const [{ messages, obligations, timeline, names: owners, readUntil }, pending, around] = await Promise.all([
    pageParts(tx, context, row.id, threads),
    pendingOn(tx, context, ids),
    outline.alone ? nothingAround : ticketSurroundings(tx, context, row, ids),
  ]);
  const others = await nameRows(tx, context, { users: around.userIds, customers: around.participantIds });
  const names = namesFrom([...outline.names, ...owners, ...others]);
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
    read_until: readUntil?.toISOString() ?? null,
    may: ticketRights(context, row),
    etag: etagOf(row),
  };
}
