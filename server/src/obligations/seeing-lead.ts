import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { hierarchyOf } from './hierarchy.query.ts';
import { type SeenTicket, whoSees } from './who-sees.query.ts';

/**
 * Who owes what is the team lead's to do on a ticket: the lead, or on a confidential ticket that the lead may not see the
 * nearest above who may. Null when there is nobody: then it is the team's.
 */
export async function seeingLead(
  tx: Tx,
  context: Context,
  ticket: SeenTicket,
  leadId: string | null,
): Promise<string | null> {
  if (!ticket.confidential) return leadId;
  const owed = {
    owner_user_id: leadId,
    owner_team_id: ticket.team_id,
    ticket_id: null,
    unit_id: ticket.unit_id,
  };
  const hierarchy = await hierarchyOf(tx, context, [owed]);
  const sees = await whoSees(tx, context, [ticket]);
  const above = leadId === null ? [] : [leadId, ...hierarchy.leadersAbove(leadId)];
  const ladder = [...above, ...hierarchy.headsUpwards(ticket.unit_id)];
  return ladder.find((user) => sees(ticket.id, user)) ?? null;
}
