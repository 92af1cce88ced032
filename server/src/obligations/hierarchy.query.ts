import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { whoSees } from './who-sees.query.ts';

/** Who owes something, and where. */
export interface Owed {
  owner_user_id: string | null;
  owner_team_id: string | null;
  ticket_id: string | null;
  unit_id: string;
}

/** The part of the organisation that stands above some obligations. */
export interface Hierarchy {
  /** where it is owed at present: a ticket may have gone to another unit since the obligation was opened */
  placeOf(owed: Owed): { unitId: string; leadId: string | null };
  /** active members of a team */
  membersOf(teamId: string): readonly string[];
  /** the active people whom somebody reports to, nearest first; who reports in a circle is met once */
  leadersAbove(userId: string): readonly string[];
  /** the active heads of a unit and the units above it, nearest first */
  headsUpwards(unitId: string): readonly string[];
  isActive(userId: string): boolean;
  /** whether they may know of the ticket that it stands on, which may be confidential */
  maySee(owed: Owed, userId: string): boolean;
}

/** Reads what stands above these obligations, in five queries however many there are; more where tickets are confidential. */
export async function hierarchyOf(tx: Tx, context: Context, owed: readonly Owed[]): Promise<Hierarchy> {
  const { org, configuration } = context;
  const tickets = await byId(idsOf(owed.map((one) => one.ticket_id)), (ids) =>
    tx
      .selectFrom('ticket')
      .select(['id', 'unit_id', 'team_id', 'confidential', 'assignee_id', 'first_contact_owner_id'])
      .where('org_id', '=', org)
      .where('id', 'in', ids)
      .execute(),
  );
  const ticketOf = (one: Owed) => (one.ticket_id ? tickets.get(one.ticket_id) : undefined);
  const teams = await byId(idsOf(owed.flatMap((one) => [one.owner_team_id, ticketOf(one)?.team_id])), (ids) =>
    tx
      .selectFrom('team')
      .select(['id', 'lead_id'])
      .where('org_id', '=', org)
      .where('id', 'in', ids)
      .execute(),
  );
  const members = await membersIn(tx, org, idsOf(owed.map((one) => one.owner_team_id)));
  const leads = [...teams.values()].map((team) => team.lead_id);
  const chains = await chainsFrom(tx, org, idsOf([...leads, ...owed.map((one) => one.owner_user_id)]));
  const headsOf = (unitId: string) =>
    idsOf(configuration.unitsAbove(unitId).map((unit) => configuration.unit(unit)?.head_id));
  const heads = configuration.units().map((unit) => unit.head_id);
  const active = new Set(
    (
      await byId(idsOf([...heads, ...leads]), (ids) =>
        tx
          .selectFrom('user_account')
          .select('id')
          .where('org_id', '=', org)
          .where('state', '=', 'active')
          .where('id', 'in', ids)
          .execute(),
      )
    ).keys(),
  );
  const sees = await whoSees(tx, context, [...tickets.values()]);
  return {
    maySee: (one, userId) => one.ticket_id === null || sees(one.ticket_id, userId),
    placeOf(one) {
      const ticket = ticketOf(one);
      const team = teams.get(one.owner_team_id ?? ticket?.team_id ?? '');
      return { unitId: ticket?.unit_id ?? one.unit_id, leadId: team?.lead_id ?? null };
    },
    membersOf: (teamId) => members.get(teamId) ?? [],
    leadersAbove: (userId) => chains.get(userId) ?? [],
    headsUpwards: (unitId) => headsOf(unitId).filter((id) => active.has(id)),
    isActive: (userId) => active.has(userId),
  };
}

function idsOf(ids: readonly (string | null | undefined)[]): string[] {
  return [...new Set(ids)].filter((id) => typeof id === 'string');
}

async function byId<Row extends { id: string }>(
  ids: string[],
  read: (ids: string[]) => Promise<Row[]>,
): Promise<Map<string, Row>> {
  return new Map((ids.length > 0 ? await read(ids) : []).map((row) => [row.id, row]));
}

async function membersIn(tx: Tx, org: number, teams: string[]): Promise<Map<string, string[]>> {
  const rows = teams.length
    ? await tx
        .selectFrom('team_member as m')
        .innerJoin('user_account as u', (join) =>
          join.onRef('u.org_id', '=', 'm.org_id').onRef('u.id', '=', 'm.user_id'),
        )
        .select(['m.team_id', 'm.user_id'])
        .where('m.org_id', '=', org)
        .where('m.team_id', 'in', teams)
        .where('u.state', '=', 'active')
        .orderBy('m.user_id')
        .execute()
    : [];
  return grouped(rows.map((row) => [row.team_id, row.user_id]));
}

async function chainsFrom(tx: Tx, org: number, users: string[]): Promise<Map<string, string[]>> {
  if (users.length === 0) return new Map();
  const { rows } = await sql<{ start: string; id: string }>`
    with recursive chain (start, id, step, met) as (
      select id, reports_to_id, 1, array[id] from user_account where org_id = ${org} and id = any (${users}::uuid[])
      union all
      select chain.start, u.reports_to_id, chain.step + 1, chain.met || u.id
      from chain join user_account u on u.org_id = ${org} and u.id = chain.id
      where not chain.id = any (chain.met)
    )
    select chain.start, u.id from chain join user_account u on u.org_id = ${org} and u.id = chain.id
    where u.state = 'active' and not chain.id = any (chain.met)
    order by chain.start, chain.step`.execute(tx);
  return grouped(rows.map((row) => [row.start, row.id]));
}

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value]);
  return groups;
}
