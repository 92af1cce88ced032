import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { activeAmong, leadersAbove, placeOf } from './chain-of-command.query.ts';
import type { ObligationRow } from './store.ts';
import type { ObligationSpec } from './ticket-terms.ts';

type Owed = Pick<ObligationRow, 'owner_user_id' | 'owner_team_id' | 'ticket_id' | 'unit_id'>;
type Escalation = ObligationSpec['escalate'][number];

/** Those who owe it: the person, or the active members of the team. */
export async function ownersOf(tx: Tx, context: Context, owed: Owed): Promise<string[]> {
  if (owed.owner_user_id) return [owed.owner_user_id];
  if (!owed.owner_team_id) return [];
  const members = await tx
    .selectFrom('team_member')
    .select('user_id')
    .where('org_id', '=', context.org)
    .where('team_id', '=', owed.owner_team_id)
    .execute();
  return activeAmong(
    tx,
    context,
    members.map((member) => member.user_id),
  );
}

/**
 * Whom the escalation at `index` of the steps goes to. It climbs from the owner: to those the owner reports to (without
 * any, the lead of the team and those above the lead), then to the heads of the units upwards. Several steps to
 * `leader_of_owner` climb one rung each. Who has left is passed over, and nobody is told of their own miss as somebody
 * else's leader: an owner with nobody above gets no second word. Empty when there is nobody above.
 */
export async function climb(
  tx: Tx,
  context: Context,
  owed: Owed,
  steps: readonly Escalation[],
  index: number,
): Promise<string[]> {
  const { unitId, leadId: lead } = await placeOf(tx, context, owed);
  const heads = await headsUpwards(tx, context, unitId);
  const ladder = await ladderOf(tx, context, owed, lead, heads);
  const others = (ids: readonly string[]) => ids.filter((id) => id !== owed.owner_user_id);
  const to = steps[index]?.to ?? 'leader_of_owner';
  const rung = steps.slice(0, index).filter((step) => step.to === 'leader_of_owner').length;
  const told = {
    leader_of_owner: ladder[rung] ?? ladder.at(-1),
    team_lead: others(await activeAmong(tx, context, [lead]))[0] ?? ladder[0],
    unit_head: others(heads)[0] ?? ladder.at(-1),
  }[to];
  return told ? [told] : [];
}

/** Everybody above the owner, nearest first. */
async function ladderOf(
  tx: Tx,
  context: Context,
  owed: Owed,
  lead: string | null,
  heads: readonly string[],
): Promise<string[]> {
  const above = owed.owner_user_id ? await leadersAbove(tx, context, owed.owner_user_id) : [];
  const byTeam =
    above.length === 0 && lead && lead !== owed.owner_user_id
      ? [...(await activeAmong(tx, context, [lead])), ...(await leadersAbove(tx, context, lead))]
      : [];
  return [...new Set([...above, ...byTeam, ...heads])].filter((id) => id !== owed.owner_user_id);
}

function headsUpwards(tx: Tx, context: Context, unitId: string): Promise<string[]> {
  const { configuration } = context;
  return activeAmong(
    tx,
    context,
    configuration.unitsAbove(unitId).map((unit) => configuration.unit(unit)?.head_id),
  );
}
