import type { Context } from '../context.ts';
import { notify } from '../notifications/notify.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from './find-ticket.ts';

/** Lets those know who work on a ticket, answer for it or watch it; never the one who acts. */
export async function tellThoseAtWork(
  tx: Tx,
  context: Context,
  ticket: TicketRow,
  event: { id: string; kind: string },
): Promise<void> {
  const watchers = await tx
    .selectFrom('ticket_watcher')
    .select('user_id')
    .where('org_id', '=', context.org)
    .where('ticket_id', '=', ticket.id)
    .execute();
  const hands = [ticket.assignee_id, ticket.first_contact_owner_id].filter((id) => id !== null);
  await notify(tx, context, {
    users: [...hands, ...watchers.map((watcher) => watcher.user_id)],
    kind: event.kind,
    ticketId: ticket.id,
    eventId: event.id,
  });
}
