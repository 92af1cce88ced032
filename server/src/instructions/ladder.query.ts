import type { Context } from '../context.ts';
import { ladderOf as ladderAt } from '../obligations/ladder-of.ts';
import type { Tx } from '../tables.ts';

/** Where somebody works: the unit of the first team, else that of the first role, else the whole organisation. */
export interface Workplace {
  unitId: string;
  teamId: string | null;
}

export async function workplaceOf(tx: Tx, context: Context, userId: string): Promise<Workplace> {
  const team = await tx
    .selectFrom('team_member as m')
    .innerJoin('team as t', (join) => join.onRef('t.org_id', '=', 'm.org_id').onRef('t.id', '=', 'm.team_id'))
    .select(['t.id', 't.unit_id'])
    .where('m.org_id', '=', context.org)
    .where('m.user_id', '=', userId)
    .where('t.deactivated_at', 'is', null)
    .orderBy('t.created_at')
    .orderBy('t.id')
    .limit(1)
    .executeTakeFirst();
  if (team) return { unitId: team.unit_id, teamId: team.id };
  const grant = await tx
    .selectFrom('role_grant')
    .select('unit_id')
    .where('org_id', '=', context.org)
    .where('user_id', '=', userId)
    .orderBy('unit_id')
    .limit(1)
    .executeTakeFirst();
  const root = context.configuration.units().find((unit) => unit.parent_id === null);
  const unitId = grant?.unit_id ?? root?.id;
  if (unitId === undefined) throw new Error('there is no unit');
  return { unitId, teamId: null };
}

/** Those above somebody, level by level, the direct superior first: the ladder that escalations climb. */
export async function ladderOf(tx: Tx, context: Context, userId: string): Promise<readonly string[]> {
  return ladderAt(tx, context, { userId, ...(await workplaceOf(tx, context, userId)) });
}

/** The next level above a superior on the way up from the asker; null when there is none. */
export async function levelAbove(
  tx: Tx,
  context: Context,
  askerId: string,
  superiorId: string,
): Promise<string | null> {
  const ladder = await ladderOf(tx, context, askerId);
  const rung = ladder.indexOf(superiorId);
  if (rung >= 0) return ladder[rung + 1] ?? null;
  // who took over from a leaver stands elsewhere: up from there
  const own = await ladderOf(tx, context, superiorId);
  return own.find((id) => id !== askerId) ?? null;
}
