import type { TeamBody } from '@shouwen/api';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { canonicalJson } from '../events/canonical-json.ts';
import { followTeamLead, lockTeamTickets } from '../obligations/follow-team-lead.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { requireStaff } from './find-people.ts';
import { lockPeople } from './lock-people.ts';
import { requireManager } from './policy.ts';
import { requireUnit } from './set-placement.ts';
import type { TeamTable } from './tables.ts';
import { ticketsOfTeam } from './work-left.query.ts';

type TeamRow = Selectable<TeamTable>;
export type TeamChanges = Partial<z.output<typeof TeamBody>> & { active?: boolean | undefined };

/** Adds a team to a unit. Its lead is one of its members. Gives the id. */
export async function createTeam(
  tx: Tx,
  context: Context,
  input: z.output<typeof TeamBody>,
): Promise<string> {
  requireManager(context, input.unit_id);
  await lockPeople(tx, context);
  await requireUnit(tx, context, input.unit_id, 'unit_id');
  if (input.lead_id) await requireStaff(tx, context, input.lead_id, 'lead_id');
  const id = newId(context.now);
  await tx
    .insertInto('team')
    .values({
      org_id: context.org,
      id,
      unit_id: input.unit_id,
      name: JSON.stringify(input.name),
      lead_id: input.lead_id ?? null,
      created_at: context.now,
      deactivated_at: null,
    })
    .execute();
  const members = await setMembers(tx, context, id, [], input.member_ids ?? [], input.lead_id ?? null);
  await appendEvent(tx, context, {
    kind: 'team.created',
    subject: { kind: 'team', id },
    data: { unit: input.unit_id, lead: input.lead_id ?? null, members: members.to },
    payload: { name: input.name },
  });
  return id;
}

/**
 * Changes a team: name, unit, lead, members, whether it is in use. Throws `Refusal` for taking a team that holds open
 * tickets out of use or to another unit, for a ticket belongs to the unit of its team.
 */
export async function changeTeam(tx: Tx, context: Context, id: string, changes: TeamChanges): Promise<void> {
  requireManager(context);
  await lockPeople(tx, context);
  if (changes.lead_id !== undefined) await lockTeamTickets(tx, context, id);
  const row = await lockTeam(tx, context, id);
  requireManager(context, row.unit_id);
  const set = {
    ...nameSet(row, changes),
    ...(await leadSet(tx, context, row, changes)),
    ...(await unitSet(tx, context, row, changes)),
    ...(await useSet(tx, context, row, changes)),
  };
  const before = await membersOf(tx, context, id);
  const lead = set.lead_id === undefined ? row.lead_id : set.lead_id;
  const members = await setMembers(tx, context, id, before, changes.member_ids ?? before, lead);
  const { name, ...columns } = set;
  if (Object.keys(set).length > 0)
    await tx
      .updateTable('team')
      .set({ ...columns, ...(name === undefined ? {} : { name: JSON.stringify(name) }) })
      .where('org_id', '=', context.org)
      .where('id', '=', id)
      .execute();
  const told = Object.entries(columns).map(([key, to]) => [key, { from: row[key as keyof TeamRow], to }]);
  const membersDiffer = members.from.join() !== members.to.join();
  if (Object.keys(set).length === 0 && !membersDiffer) return;
  await appendEvent(tx, context, {
    kind: 'team.changed',
    subject: { kind: 'team', id },
    data: { changes: { ...Object.fromEntries(told), ...(membersDiffer ? { members } : {}) } },
    ...(name === undefined ? {} : { payload: { changes: { name: { from: row.name, to: name } } } }),
  });
  if (set.lead_id !== undefined) await followTeamLead(tx, context, { teamId: id, leadId: set.lead_id });
}

type TeamSet = Partial<Pick<TeamRow, 'name' | 'lead_id' | 'unit_id' | 'deactivated_at'>>;

/** Locked against tickets that are just being put there: `findTeam` holds the row of a team that it gives. */
async function lockTeam(tx: Tx, context: Context, id: string): Promise<TeamRow> {
  const row = await tx
    .selectFrom('team')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound('team');
  return row;
}

function nameSet(row: TeamRow, { name }: TeamChanges): TeamSet {
  return name === undefined || canonicalJson(name) === canonicalJson(row.name) ? {} : { name };
}

async function leadSet(tx: Tx, context: Context, row: TeamRow, { lead_id }: TeamChanges): Promise<TeamSet> {
  if (lead_id === undefined || lead_id === row.lead_id) return {};
  if (lead_id !== null) await requireStaff(tx, context, lead_id, 'lead_id');
  return { lead_id };
}

async function unitSet(tx: Tx, context: Context, row: TeamRow, { unit_id }: TeamChanges): Promise<TeamSet> {
  if (unit_id === undefined || unit_id === row.unit_id) return {};
  await requireUnit(tx, context, unit_id, 'unit_id');
  requireManager(context, unit_id);
  const tickets = await ticketsOfTeam(tx, context, row.id);
  if (tickets > 0) throw conflict('team_has_tickets', { params: { tickets } });
  return { unit_id };
}

async function useSet(tx: Tx, context: Context, row: TeamRow, { active }: TeamChanges): Promise<TeamSet> {
  if (active === undefined || active === (row.deactivated_at === null)) return {};
  if (active) {
    await requireUnit(tx, context, row.unit_id, 'active');
    return { deactivated_at: null };
  }
  const tickets = await ticketsOfTeam(tx, context, row.id);
  if (tickets > 0) throw conflict('team_has_tickets', { params: { tickets } });
  const form = context.configuration.list('web_forms').find(({ value }) => value.team_id === row.id);
  if (form) throw conflict('team_of_web_form', { params: { key: form.key } });
  if (context.configuration.setting<unknown>('default_team', null) === row.id)
    throw conflict('team_is_default');
  return { deactivated_at: context.now };
}

async function membersOf(tx: Tx, context: Context, teamId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('team_member')
    .select('user_id')
    .where('org_id', '=', context.org)
    .where('team_id', '=', teamId)
    .orderBy('user_id')
    .execute();
  return rows.map((row) => row.user_id);
}

async function setMembers(
  tx: Tx,
  context: Context,
  teamId: string,
  before: string[],
  wanted: readonly string[],
  leadId: string | null,
): Promise<{ from: string[]; to: string[] }> {
  const to = [...new Set([...wanted, ...(leadId ? [leadId] : [])])].sort();
  for (const user_id of to.filter((id) => !before.includes(id))) {
    await requireStaff(tx, context, user_id, `member_ids.${wanted.indexOf(user_id)}`);
    await tx.insertInto('team_member').values({ org_id: context.org, team_id: teamId, user_id }).execute();
  }
  const gone = before.filter((id) => !to.includes(id));
  if (gone.length > 0)
    await tx
      .deleteFrom('team_member')
      .where('org_id', '=', context.org)
      .where('team_id', '=', teamId)
      .where('user_id', 'in', gone)
      .execute();
  return { from: before, to };
}

/** Refuses a team id that the configuration may not name. Exported for the configuration's own checks. */
export async function isActiveTeam(tx: Tx, context: Context, id: string): Promise<boolean> {
  const team = await tx
    .selectFrom('team')
    .select('id')
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .where('deactivated_at', 'is', null)
    .forKeyShare()
    .executeTakeFirst();
  return team !== undefined;
}
