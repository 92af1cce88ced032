import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';

/** The members of a team who are here. */
export async function activeMembers(tx: Tx, context: Context, teamId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select u.id from team_member m join user_account u on u.org_id = m.org_id and u.id = m.user_id
    where m.org_id = ${context.org} and m.team_id = ${teamId} and u.state = 'active' order by u.id`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}

/** Those who look after the whole configuration, and so hear of a rule that was stopped. */
export async function administrators(tx: Tx, context: Context): Promise<string[]> {
  const roles = context.configuration
    .list('roles')
    .filter(({ value }) => value.permissions.includes('config.manage'))
    .map(({ key }) => key);
  const { rows } = await sql<{ id: string }>`
    select distinct u.id from role_grant g
      join unit n on n.org_id = g.org_id and n.id = g.unit_id and n.parent_id is null
      join user_account u on u.org_id = g.org_id and u.id = g.user_id
    where g.org_id = ${context.org} and g.role_key = any (${roles}::text[]) and u.state = 'active'`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}
