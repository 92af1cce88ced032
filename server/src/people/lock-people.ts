import { type Selectable, sql } from 'kysely';
import type { Context } from '../context.ts';
import { notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { type Placed, requireManager, requireMayManage } from './policy.ts';
import type { UserAccountTable } from './tables.ts';

export type UserRow = Selectable<UserAccountTable>;

/** A locked member of staff with grants and teams. */
export interface ManagedUser extends Placed {
  row: UserRow;
  teams: string[];
}

/**
 * One change of people, units or teams at a time, to the end of the transaction: rules that look at several rows (no
 * circle, never without an administrator) would not hold otherwise. Such changes are rare.
 */
export async function lockPeople(tx: Tx, context: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`people ${context.org}`}, 3))`.execute(tx);
}

/**
 * A member of staff whom the viewer may manage, with the row locked. Access first: every change of somebody else
 * begins with this call. Throws not-found, forbidden, or `outranked`.
 */
export async function lockManaged(tx: Tx, context: Context, id: string): Promise<ManagedUser> {
  requireManager(context);
  await lockPeople(tx, context);
  return managed(tx, context, await userById(tx, context, id).forNoKeyUpdate().executeTakeFirst());
}

/** The same for looking at what only managers see: nothing is locked. */
export async function findManaged(tx: Tx, context: Context, id: string): Promise<ManagedUser> {
  requireManager(context);
  return managed(tx, context, await userById(tx, context, id).executeTakeFirst());
}

function userById(tx: Tx, context: Context, id: string) {
  return tx.selectFrom('user_account').selectAll().where('org_id', '=', context.org).where('id', '=', id);
}

async function managed(tx: Tx, context: Context, row: UserRow | undefined): Promise<ManagedUser> {
  if (!row) throw notFound('user');
  const user = { row, ...(await placeOf(tx, context, row.id)) };
  requireMayManage(context, user);
  return user;
}

/** Where a person works and with which roles. */
export async function placeOf(tx: Tx, context: Context, id: string): Promise<Placed & { teams: string[] }> {
  const { org } = context;
  const grants = await tx
    .selectFrom('role_grant')
    .select(['role_key as role', 'unit_id as unit'])
    .where('org_id', '=', org)
    .where('user_id', '=', id)
    .orderBy('role_key')
    .orderBy('unit_id')
    .execute();
  const teams = await tx
    .selectFrom('team_member as m') // index team_member_user
    .innerJoin('team as t', (join) => join.onRef('t.org_id', '=', 'm.org_id').onRef('t.id', '=', 'm.team_id'))
    .select(['t.id', 't.unit_id'])
    .where('m.org_id', '=', org)
    .where('m.user_id', '=', id)
    .orderBy('t.id')
    .execute();
  return { id, grants, teams: teams.map((team) => team.id), teamUnits: teams.map((team) => team.unit_id) };
}
