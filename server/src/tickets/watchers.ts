import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { notify } from '../notifications/notify.ts';
import { requireActiveUser } from '../people/find-people.ts';
import { viewerOf } from '../people/viewer.ts';
import { conflict, forbidden } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { findTicket, type TicketRow } from './find-ticket.ts';
import { ticketRights } from './policy.ts';
import { threadsOf } from './threads.query.ts';

/** Adds a watcher, who from then on may see the ticket: oneself, or with the right to write somebody else. */
export async function watchTicket(tx: Tx, context: Context, number: number, userId: string): Promise<void> {
  const ticket = await watchable(tx, context, number, userId);
  await requireActiveUser(tx, context, userId, 'user_id');
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('ticket_watcher')
    .values({ org_id: context.org, ticket_id: ticket.id, user_id: userId })
    .onConflict((clash) => clash.columns(['org_id', 'ticket_id', 'user_id']).doNothing())
    .executeTakeFirst();
  if (!numInsertedOrUpdatedRows) return;
  const eventId = await tell(tx, context, 'ticket.watcher_added', ticket.id, userId);
  await notify(tx, context, { users: [userId], kind: 'ticket.watcher_added', ticketId: ticket.id, eventId });
}

/** Takes a watcher away, also from the threads merged in: whoever has heard enough hears nothing of any of them. */
export async function unwatchTicket(tx: Tx, context: Context, number: number, userId: string): Promise<void> {
  const ticket = await watchable(tx, context, number, userId);
  const threads = (await threadsOf(tx, context, ticket.id)).map((thread) => thread.id);
  const removed = await tx
    .deleteFrom('ticket_watcher')
    .where('org_id', '=', context.org)
    .where('ticket_id', 'in', threads)
    .where('user_id', '=', userId)
    .returning('ticket_id')
    .execute();
  for (const { ticket_id } of removed) await tell(tx, context, 'ticket.watcher_removed', ticket_id, userId);
}

async function watchable(tx: Tx, context: Context, number: number, userId: string): Promise<TicketRow> {
  const ticket = await findTicket(tx, context, number);
  if (ticket.merged_into_id) throw conflict('ticket_merged');
  if (userId !== viewerOf(context).userId && !ticketRights(context, ticket).write)
    throw forbidden('ticket.write');
  return ticket;
}

async function tell(tx: Tx, context: Context, kind: string, ticketId: string, user: string): Promise<string> {
  return appendEvent(tx, context, {
    kind,
    subject: { kind: 'ticket', id: ticketId },
    ticketId,
    data: { user },
  });
}
