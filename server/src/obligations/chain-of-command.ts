import type { Hierarchy, Owed } from './hierarchy.query.ts';
import type { ObligationSpec } from './ticket-terms.ts';

export type Escalation = ObligationSpec['escalate'][number];

/** Those who owe it: the person, or the active members of the team, as far as they may see what it stands on. */
export function ownersOf(hierarchy: Hierarchy, owed: Owed): readonly string[] {
  if (owed.owner_user_id) return [owed.owner_user_id];
  const members = owed.owner_team_id ? hierarchy.membersOf(owed.owner_team_id) : [];
  return members.filter((id) => hierarchy.maySee(owed, id));
}

/**
 * Those above the owner, nearest first: those the owner reports to (without any, the lead of the team and those above the
 * lead), then the heads of the units upwards. Who has left, or may not see a confidential ticket, is passed over.
 */
export function ladderAbove(hierarchy: Hierarchy, owed: Owed): readonly string[] {
  const owner = owed.owner_user_id;
  const { unitId, leadId } = hierarchy.placeOf(owed);
  const lead = leadOf(hierarchy, owed);
  const above = owner ? hierarchy.leadersAbove(owner) : [];
  const byTeam =
    above.length === 0 && leadId !== null && leadId !== owner
      ? [...(lead ? [lead] : []), ...hierarchy.leadersAbove(leadId)]
      : [];
  const ladder = [...new Set([...above, ...byTeam, ...hierarchy.headsUpwards(unitId)])];
  return ladder.filter((id) => id !== owner && hierarchy.maySee(owed, id));
}

/** The lead of the team, unless that is the owner, has left, or may not see the ticket. */
function leadOf(hierarchy: Hierarchy, owed: Owed): string | null {
  const { leadId } = hierarchy.placeOf(owed);
  if (leadId === null || leadId === owed.owner_user_id || !hierarchy.isActive(leadId)) return null;
  return hierarchy.maySee(owed, leadId) ? leadId : null;
}

/**
 * Whom the escalation at `index` of the steps goes to, up the ladder. Several steps to `leader_of_owner` climb one rung each,
 * and nobody is told of their own miss as somebody else's leader: an owner with nobody above gets no second word. Empty
 * when there is nobody above.
 */
export function climb(
  hierarchy: Hierarchy,
  owed: Owed,
  steps: readonly Escalation[],
  index: number,
): readonly string[] {
  const ladder = ladderAbove(hierarchy, owed);
  const { unitId } = hierarchy.placeOf(owed);
  const head = hierarchy
    .headsUpwards(unitId)
    .find((id) => id !== owed.owner_user_id && hierarchy.maySee(owed, id));
  const to = steps[index]?.to ?? 'leader_of_owner';
  const rung = steps.slice(0, index).filter((step) => step.to === 'leader_of_owner').length;
  const told = {
    leader_of_owner: ladder[rung] ?? ladder.at(-1),
    team_lead: leadOf(hierarchy, owed) ?? ladder[0],
    unit_head: head ?? ladder.at(-1),
  }[to];
  return told ? [told] : [];
}
