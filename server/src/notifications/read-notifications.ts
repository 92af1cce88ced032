import type { Context } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Tx } from '../tables.ts';

/** Marks what the viewer was told as read: some of it, all up to a moment, or all about a ticket. Others' stay. */
export async function readNotifications(
  tx: Tx,
  context: Context,
  which: { ids: readonly string[] } | { upTo: Date } | { ticketId: string },
): Promise<void> {
  let update = tx
    .updateTable('notification')
    .set({ read_at: context.now })
    .where('org_id', '=', context.org)
    .where('user_id', '=', viewerOf(context).userId)
    .where('read_at', 'is', null);
  if ('ids' in which) update = update.where('id', 'in', which.ids);
  else if ('upTo' in which) update = update.where('at', '<=', which.upTo);
  else update = update.where('ticket_id', '=', which.ticketId); // index notification_unread
  await update.execute();
}
