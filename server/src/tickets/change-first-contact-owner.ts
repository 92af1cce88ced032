import type { Context } from '../context.ts';
import { notify } from '../notifications/notify.ts';
import { requireActiveUser } from '../people/find-people.ts';
import type { Tx } from '../tables.ts';
import { applyChange } from './apply-change.ts';
import { lockForWork, type TicketRow } from './find-ticket.ts';

/** Gives a ticket another first-contact owner: only by a manager and with a reason, for it stays otherwise (FCR-01). */
export async function changeFirstContactOwner(
  tx: Tx,
  context: Context,
  number: number,
  input: { user_id: string; reason: string },
): Promise<TicketRow> {
  const before = await lockForWork(tx, context, number, 'change_owner');
  const user = await requireActiveUser(tx, context, input.user_id, 'user_id');
  if (user.id === before.first_contact_owner_id) return before;
  const { ticket, eventId } = await applyChange(
    tx,
    context,
    before,
    { first_contact_owner_id: user.id },
    { kind: 'ticket.owner_changed', payload: { reason: input.reason } },
  );
  await notify(tx, context, { users: [user.id], kind: 'ticket.owner_changed', ticketId: ticket.id, eventId });
  return ticket;
}
