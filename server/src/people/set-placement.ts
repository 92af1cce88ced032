import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { invalid } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { requireConfirmed } from './confirmed.ts';
import { requireAdministrator } from './last-administrator.ts';
import { type Grant, requireManager, requireMayGrant } from './policy.ts';

const nameOf = (grant: Grant) => `${grant.role} ${grant.unit}`;

/**
 * Gives a person exactly these roles, with an event for each that comes or goes. Needs the lock of `lockPeople`.
 * Throws `Refusal` for unknown roles and units, for rights that the viewer lacks, and when no administrator would be
 * left. Gives whether anything changed.
 */
export async function setGrants(
  tx: Tx,
  context: Context,
  userId: string,
  before: readonly Grant[],
  wanted: readonly Grant[],
): Promise<boolean> {
  const had = new Map(before.map((grant) => [nameOf(grant), grant]));
  const has = new Map(wanted.map((grant) => [nameOf(grant), grant]));
  const added = [...has].filter(([name]) => !had.has(name)).map(([, grant]) => grant);
  const removed = [...had].filter(([name]) => !has.has(name)).map(([, grant]) => grant);
  if (added.length > 0) requireConfirmed(context);
  for (const grant of added) {
    const at = `roles.${wanted.indexOf(grant)}`;
    if (!context.configuration.get('roles', grant.role))
      throw invalid(`${at}.role`, 'unknown_key', { key: grant.role });
    await requireUnit(tx, context, grant.unit, `${at}.unit_id`);
    requireMayGrant(context, grant);
    await tx
      .insertInto('role_grant')
      .values({ org_id: context.org, user_id: userId, role_key: grant.role, unit_id: grant.unit })
      .execute();
    await tellOf(tx, context, 'user.role_granted', userId, grant);
  }
  for (const grant of removed) {
    requireManager(context, grant.unit);
    await tx
      .deleteFrom('role_grant')
      .where('org_id', '=', context.org)
      .where('user_id', '=', userId)
      .where('role_key', '=', grant.role)
      .where('unit_id', '=', grant.unit)
      .execute();
    await tellOf(tx, context, 'user.role_revoked', userId, grant);
  }
  if (removed.length > 0) await requireAdministrator(tx, context);
  return added.length + removed.length > 0;
}

/**
 * Puts a person into exactly these teams. The viewer must manage people in the units of the teams that come or go:
 * a team's members see its tickets. Gives whether anything changed.
 */
export async function setTeams(
  tx: Tx,
  context: Context,
  userId: string,
  before: readonly string[],
  wanted: readonly string[],
): Promise<boolean> {
  const added = [...new Set(wanted)].filter((team) => !before.includes(team));
  const removed = before.filter((team) => !wanted.includes(team));
  for (const team of added) {
    const unit = await unitOfTeam(tx, context, team);
    if (!unit) throw invalid(`team_ids.${wanted.indexOf(team)}`, 'team_unknown');
    requireManager(context, unit.unit_id);
    await tx
      .insertInto('team_member')
      .values({ org_id: context.org, team_id: team, user_id: userId })
      .execute();
  }
  for (const team of removed) {
    const unit = await unitOfTeam(tx, context, team, { alsoDeactivated: true });
    requireManager(context, unit?.unit_id);
    await tx
      .deleteFrom('team_member')
      .where('org_id', '=', context.org)
      .where('team_id', '=', team)
      .where('user_id', '=', userId)
      .execute();
  }
  return added.length + removed.length > 0;
}

/** Refuses an id that is no active unit, naming the field. */
export async function requireUnit(tx: Tx, context: Context, id: string, field: string): Promise<void> {
  const unit = await tx
    .selectFrom('unit')
    .select('id')
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst();
  if (!unit) throw invalid(field, 'unit_unknown');
}

async function unitOfTeam(tx: Tx, context: Context, id: string, options: { alsoDeactivated?: boolean } = {}) {
  let query = tx.selectFrom('team').select('unit_id').where('org_id', '=', context.org).where('id', '=', id);
  if (!options.alsoDeactivated) query = query.where('deactivated_at', 'is', null);
  return query.executeTakeFirst();
}

async function tellOf(tx: Tx, context: Context, kind: string, userId: string, grant: Grant): Promise<void> {
  await appendEvent(tx, context, {
    kind,
    subject: { kind: 'user', id: userId },
    data: { role: grant.role, unit: grant.unit },
  });
}
