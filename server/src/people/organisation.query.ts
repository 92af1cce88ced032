import type { PersonRef, Team, Unit } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';

type ShownUnit = z.input<typeof Unit>;
type ShownTeam = z.input<typeof Team>;

/** The organisation tree, the oldest unit first. */
export async function listUnits(tx: Tx, context: Context, only?: string): Promise<ShownUnit[]> {
  let query = tx
    .selectFrom('unit as n')
    .leftJoin('user_account as u', (join) =>
      join.onRef('u.org_id', '=', 'n.org_id').onRef('u.id', '=', 'n.head_id'),
    )
    .select(['n.id', 'n.name', 'n.parent_id', 'n.deactivated_at', 'n.head_id', 'u.name as head_name'])
    .where('n.org_id', '=', context.org)
    .orderBy('n.created_at')
    .orderBy('n.id');
  if (only) query = query.where('n.id', '=', only);
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    parent_id: row.parent_id,
    head: row.head_id === null ? null : { id: row.head_id, name: row.head_name ?? '' },
    active: row.deactivated_at === null,
  }));
}

export async function shownUnit(tx: Tx, context: Context, id: string): Promise<ShownUnit> {
  const [unit] = await listUnits(tx, context, id);
  if (!unit) throw notFound('unit');
  return unit;
}

/** The teams with their members, leavers left out; the oldest team first. */
export async function listTeams(tx: Tx, context: Context, only?: string): Promise<ShownTeam[]> {
  let query = tx
    .selectFrom('team as t')
    .leftJoin('user_account as u', (join) =>
      join.onRef('u.org_id', '=', 't.org_id').onRef('u.id', '=', 't.lead_id'),
    )
    .select(['t.id', 't.name', 't.unit_id', 't.deactivated_at', 't.lead_id', 'u.name as lead_name'])
    .where('t.org_id', '=', context.org)
    .orderBy('t.created_at')
    .orderBy('t.id');
  let members = tx
    .selectFrom('team_member as m')
    .innerJoin('user_account as u', (join) =>
      join.onRef('u.org_id', '=', 'm.org_id').onRef('u.id', '=', 'm.user_id'),
    )
    .select(['m.team_id', 'u.id', 'u.name', 'u.state'])
    .where('m.org_id', '=', context.org)
    .where('u.state', '<>', 'deactivated')
    .orderBy('u.name')
    .orderBy('u.id');
  if (only) {
    query = query.where('t.id', '=', only);
    members = members.where('m.team_id', '=', only);
  }
  const people = new Map<string, (PersonRef & { state: string })[]>();
  for (const { team_id, ...person } of await members.execute())
    people.set(team_id, [...(people.get(team_id) ?? []), person]);
  const plain = ({ id, name }: PersonRef): PersonRef => ({ id, name });
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    unit_id: row.unit_id,
    lead: row.lead_id === null ? null : { id: row.lead_id, name: row.lead_name ?? '' },
    members: (people.get(row.id) ?? []).map(plain),
    assignable: (people.get(row.id) ?? []).filter((person) => person.state === 'active').map(plain),
    active: row.deactivated_at === null,
  }));
}

export async function shownTeam(tx: Tx, context: Context, id: string): Promise<ShownTeam> {
  const [team] = await listTeams(tx, context, id);
  if (!team) throw notFound('team');
  return team;
}
