import type { Context } from '../context.ts';
import { readNotifications } from '../notifications/read-notifications.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Tx } from '../tables.ts';
import { findTicket } from './find-ticket.ts';

/**
 * Remembers that the viewer has read a ticket up to an activity, never less than was remembered before, and with it what
 * the viewer was told of it.
 */
export async function markRead(tx: Tx, context: Context, number: number, seen: Date): Promise<void> {
  const { id, last_activity_at } = await findTicket(tx, context, number);
  const seenAt = seen < last_activity_at ? seen : last_activity_at;
  await tx
    .insertInto('read_mark')
    .values({
      org_id: context.org,
      user_id: viewerOf(context).userId,
      ticket_id: id,
      seen_at: seenAt,
      read_at: context.now,
    })
    .onConflict((conflict) =>
      conflict.columns(['org_id', 'user_id', 'ticket_id']).doUpdateSet((on) => ({
        seen_at: on.fn('greatest', ['read_mark.seen_at', 'excluded.seen_at']),
        read_at: on.ref('excluded.read_at'),
      })),
    )
    .execute();
  await readNotifications(tx, context, { ticketId: id });
}

/** Forgets that the viewer has read a ticket. */
export async function markUnread(tx: Tx, context: Context, number: number): Promise<void> {
  const { id } = await findTicket(tx, context, number);
  await tx
    .deleteFrom('read_mark')
    .where('org_id', '=', context.org)
    .where('user_id', '=', viewerOf(context).userId)
    .where('ticket_id', '=', id)
    .execute();
}

/** What somebody does to tickets that they had read makes none of them unread for them. */
export async function keepRead(
  tx: Tx,
  context: Context,
  tickets: readonly { id: string; was: Date }[],
): Promise<void> {
  const { userId } = viewerOf(context);
  for (const { id, was } of tickets)
    await tx
      .updateTable('read_mark')
      .set({ seen_at: context.now })
      .where('org_id', '=', context.org)
      .where('user_id', '=', userId)
      .where('ticket_id', '=', id)
      .where('seen_at', '>=', was)
      .execute();
}
