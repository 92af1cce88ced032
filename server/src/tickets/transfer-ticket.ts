import type { Context } from '../context.ts';
import { notify } from '../notifications/notify.ts';
import { findTeam, requireActiveUser } from '../people/find-people.ts';
import { conflict } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { applyChange } from './apply-change.ts';
import { lockForWork, type TicketRow } from './find-ticket.ts';

export interface Transfer {
  team_id: string;
  assignee_id?: string | null | undefined;
  reason: string;
}

/** Passes a ticket on, with a reason that stays on its trail. The first-contact owner stays (FCR-01, INT-09). */
export async function transferTicket(
  tx: Tx,
  context: Context,
  number: number,
  transfer: Transfer,
): Promise<TicketRow> {
  const before = await lockForWork(tx, context, number, 'assign');
  const team = await findTeam(tx, context, transfer.team_id);
  const assignee = transfer.assignee_id ?? null;
  if (assignee) await requireActiveUser(tx, context, assignee, 'assignee_id');
  if (team.id === before.team_id && assignee === before.assignee_id) throw conflict('transfer_to_same');
  const owner = before.first_contact_owner_id ?? assignee;
  const { ticket, eventId } = await applyChange(
    tx,
    context,
    before,
    { team_id: team.id, unit_id: team.unit_id, assignee_id: assignee, first_contact_owner_id: owner },
    { kind: 'ticket.transferred', payload: { reason: transfer.reason } },
  );
  const told = assignee ? [assignee] : team.lead_id ? [team.lead_id] : [];
  await notify(tx, context, { users: told, kind: 'ticket.transferred', ticketId: ticket.id, eventId });
  return ticket;
}
