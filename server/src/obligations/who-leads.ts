import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { hierarchyOf } from './hierarchy.query.ts';

/** The active people around a team, or above a unit. */
export interface Leaders {
  members: readonly string[];
  lead: string | null;
  /** those whom the lead reports to, then the heads of the unit and of those above it; nearest first */
  above: readonly string[];
  heads: readonly string[];
}

/** Who leads a unit, and a team in it where one is given. */
export async function whoLeads(
  tx: Tx,
  context: Context,
  { unitId, teamId }: { unitId: string; teamId: string | null },
): Promise<Leaders> {
  const owed = { owner_user_id: null, owner_team_id: teamId, ticket_id: null, unit_id: unitId };
  const hierarchy = await hierarchyOf(tx, context, [owed]);
  const { leadId } = hierarchy.placeOf(owed);
  const heads = hierarchy.headsUpwards(unitId);
  const above = [...(leadId === null ? [] : hierarchy.leadersAbove(leadId)), ...heads];
  return {
    members: teamId === null ? [] : hierarchy.membersOf(teamId),
    lead: leadId !== null && hierarchy.isActive(leadId) ? leadId : null,
    above: [...new Set(above)].filter((id) => id !== leadId),
    heads,
  };
}
