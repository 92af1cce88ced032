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
 * Whom the escalation at `index` of the steps goes to. It climbs from the owner: to those the owner reports to (without
 * any, the lead of the team and those above the lead), then to the heads of the units upwards. Several steps to
 * `leader_of_owner` climb one rung each. Who has left, or may not see a confidential ticket, is passed over, and nobody is told of their own miss as somebody
 * else's leader: an owner with nobody above gets no second word. Empty when there is nobody above.
 */
export function climb(
  hierarchy: Hierarchy,
  owed: Owed,
  steps: readonly Escalation[],
  index: number,
): readonly string[] {
  const owner = owed.owner_user_id;
  const { unitId, leadId } = hierarchy.placeOf(owed);
  const sees = (id: string) => hierarchy.maySee(owed, id);
  const free = leadId !== null && leadId !== owner && hierarchy.isActive(leadId);
  const lead = free && sees(leadId) ? leadId : null;
  const heads = hierarchy.headsUpwards(unitId).filter((head) => head !== owner && sees(head));
  const above = owner ? hierarchy.leadersAbove(owner) : [];
  const byTeam =
    above.length === 0 && leadId !== null && leadId !== owner
      ? [...(lead ? [lead] : []), ...hierarchy.leadersAbove(leadId)]
      : [];
  const ladder = [...new Set([...above, ...byTeam, ...heads])].filter((id) => id !== owner && sees(id));
  const to = steps[index]?.to ?? 'leader_of_owner';
  const rung = steps.slice(0, index).filter((step) => step.to === 'leader_of_owner').length;
  const told = {
    leader_of_owner: ladder[rung] ?? ladder.at(-1),
    team_lead: lead ?? ladder[0],
    unit_head: heads[0] ?? ladder.at(-1),
  }[to];
  return told ? [told] : [];
}
