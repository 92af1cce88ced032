import type { Context } from '../../context.ts';
import { appendEvent } from '../../events/append-event.ts';
import { notify } from '../../notifications/notify.ts';
import { findTeam } from '../../people/find-people.ts';
import type { Tx } from '../../tables.ts';
import type { TicketRow } from '../find-ticket.ts';
import type { PendingReply } from './pending-replies.query.ts';

/** Tells those who can release a reply that one waits: the team's lead and whoever else works on the ticket. */
export async function askForRelease(
  tx: Tx,
  context: Context,
  ticket: TicketRow,
  pending: PendingReply,
): Promise<void> {
  const eventId = await appendEvent(tx, context, {
    kind: 'ticket.release_asked',
    subject: { kind: 'ticket', id: ticket.id },
    ticketId: ticket.id,
    data: { reply: pending.id },
  });
  const team = await findTeam(tx, context, ticket.team_id);
  await notify(tx, context, {
    users: [team.lead_id, ticket.first_contact_owner_id, ticket.assignee_id].filter((id) => id !== null),
    kind: 'ticket.release_asked',
    ticketId: ticket.id,
    eventId,
  });
}
