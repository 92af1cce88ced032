import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import type { UserRow } from './lock-people.ts';
import type { Grant } from './policy.ts';

/** A member of staff as an import compares rows with. */
export interface StoredPerson {
  row: UserRow;
  grants: Grant[];
  teams: string[];
  teamUnits: string[];
}

/** All of the staff, leavers included, by mail address. */
export async function staffByAddress(tx: Tx, context: Context): Promise<Map<string, StoredPerson>> {
  const { org } = context;
  const rows = await tx.selectFrom('user_account').selectAll().where('org_id', '=', org).execute();
  const grants = await tx.selectFrom('role_grant').selectAll().where('org_id', '=', org).execute();
  const members = await tx
    .selectFrom('team_member as m')
    .innerJoin('team as t', (join) => join.onRef('t.org_id', '=', 'm.org_id').onRef('t.id', '=', 'm.team_id'))
    .select(['m.user_id', 'm.team_id', 't.unit_id'])
    .where('m.org_id', '=', org)
    .execute();
  const people = new Map<string, StoredPerson>(
    rows.map((row) => [row.id, { row, grants: [], teams: [], teamUnits: [] }]),
  );
  for (const { user_id, role_key, unit_id } of grants)
    people.get(user_id)?.grants.push({ role: role_key, unit: unit_id });
  for (const { user_id, team_id, unit_id } of members) {
    people.get(user_id)?.teams.push(team_id);
    people.get(user_id)?.teamUnits.push(unit_id);
  }
  return new Map([...people.values()].map((person) => [person.row.email, person]));
}
