import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';

/** How many units, teams and unfinished tickets a unit still holds. */
export async function workInUnit(
  tx: Tx,
  context: Context,
  unitId: string,
): Promise<{ units: number; teams: number; tickets: number }> {
  const { org } = context;
  const { rows } = await sql<{ units: number; teams: number; tickets: number }>`select
    (select count(*)::int from unit where org_id = ${org} and parent_id = ${unitId} and deactivated_at is null) as units,
    (select count(*)::int from team where org_id = ${org} and unit_id = ${unitId} and deactivated_at is null) as teams,
    (select count(*)::int from ticket where org_id = ${org} and unit_id = ${unitId} and status_category <> 'closed') as tickets`.execute(
    tx,
  );
  return rows[0] ?? { units: 0, teams: 0, tickets: 0 };
}

/** How many unfinished tickets a team still holds (index ticket_by_team). */
export async function ticketsOfTeam(tx: Tx, context: Context, teamId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('ticket')
    .select((expression) => expression.fn.countAll<number>().as('count'))
    .where('org_id', '=', context.org)
    .where('team_id', '=', teamId)
    .where('status_category', '<>', 'closed')
    .executeTakeFirstOrThrow();
  return Number(count);
}
