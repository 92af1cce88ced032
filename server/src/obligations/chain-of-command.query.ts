import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';

/** The active people whom somebody reports to, nearest first. Who reports in a circle is met once. */
export async function leadersAbove(tx: Tx, context: Context, userId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive chain (id, step, met) as (
      select reports_to_id, 1, array[id] from user_account where org_id = ${context.org} and id = ${userId}
      union all
      select u.reports_to_id, chain.step + 1, chain.met || u.id
      from chain join user_account u on u.org_id = ${context.org} and u.id = chain.id
      where not chain.id = any (chain.met)
    )
    select u.id from chain join user_account u on u.org_id = ${context.org} and u.id = chain.id
    where u.state = 'active' and not chain.id = any (chain.met)
    order by chain.step`.execute(tx);
  return rows.map((row) => row.id);
}

/** Those of some people who are active, in the order given. */
export async function activeAmong(
  tx: Tx,
  context: Context,
  ids: readonly (string | null | undefined)[],
): Promise<string[]> {
  const wanted = [...new Set(ids)].filter((id) => typeof id === 'string');
  if (wanted.length === 0) return [];
  const rows = await tx
    .selectFrom('user_account')
    .select('id')
    .where('org_id', '=', context.org)
    .where('state', '=', 'active')
    .where('id', 'in', wanted)
    .execute();
  const active = new Set(rows.map((row) => row.id));
  return wanted.filter((id) => active.has(id));
}

/**
 * Where something is owed at present: the unit, and the lead of the team that owes it or, when a person does, of the
 * team of the ticket that it stands on. A ticket may have gone to another unit since the obligation was opened.
 */
export async function placeOf(
  tx: Tx,
  context: Context,
  owed: { owner_team_id: string | null; ticket_id: string | null; unit_id: string },
): Promise<{ unitId: string; leadId: string | null }> {
  const ticket = owed.ticket_id
    ? await tx
        .selectFrom('ticket')
        .select(['unit_id', 'team_id'])
        .where('org_id', '=', context.org)
        .where('id', '=', owed.ticket_id)
        .executeTakeFirst()
    : undefined;
  const teamId = owed.owner_team_id ?? ticket?.team_id;
  const team = teamId
    ? await tx
        .selectFrom('team')
        .select('lead_id')
        .where('org_id', '=', context.org)
        .where('id', '=', teamId)
        .executeTakeFirst()
    : undefined;
  return { unitId: ticket?.unit_id ?? owed.unit_id, leadId: team?.lead_id ?? null };
}
