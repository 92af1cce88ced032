import type { Me, User } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { seesDetails } from './policy.ts';
import { lockedOut } from './sign-in-tries.ts';
import { viewerOf } from './viewer.ts';

/** Who is signed in, with roles, teams and rights. */
export async function me(tx: Tx, context: Context): Promise<z.input<typeof Me>> {
  const viewer = viewerOf(context);
  const [user] = await presentUsers(tx, context, [viewer.userId]);
  if (!user) throw notFound('user');
  const permissions = Object.fromEntries(
    [...viewer.rights].map(([permission, units]) => [permission, [...units]]),
  );
  return {
    user,
    permissions,
    organisation: context.configuration.organisation,
    session_id: viewer.sessionId,
    second_factor_due: viewer.secondFactorDue,
  };
}

/**
 * Members of staff as the API shows them to this viewer, in the order of the ids. Roles, lock-out, second
 * factor and last sight stay empty for those who may not see them (policy.ts).
 */
export async function presentUsers(tx: Tx, context: Context, ids: string[]): Promise<User[]> {
  if (ids.length === 0) return [];
  const { rows, grants, memberships, sights, leaders } = await rowsOf(tx, context, ids);
  const factors = await withSecondFactor(tx, context, ids);
  const locked = await lockedOut(
    tx,
    context,
    rows.map((row) => row.email),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const roles = grants.filter((grant) => grant.user_id === id);
    const teams = memberships.filter((membership) => membership.user_id === id);
    const details = seesDetails(context, {
      id,
      grants: roles.map((grant) => ({ role: grant.role_key, unit: grant.unit_id })),
      teamUnits: teams.map((team) => team.unit_id),
    });
    const sight = sights.find((one) => one.user_id === id)?.at;
    return {
      id: row.id,
      email: row.email,
      name: row.name,
      language: row.language,
      time_zone: row.time_zone,
      state: row.state,
      reports_to: leaders.find((leader) => leader.id === row.reports_to_id) ?? null,
      roles: details ? roles.map((grant) => ({ role: grant.role_key, unit_id: grant.unit_id })) : [],
      teams: teams.map((team) => team.team_id),
      locked: details && locked.has(row.email),
      second_factor: details && factors.has(id),
      last_seen_at: (details && sight?.toISOString()) || null,
      etag: `"u${row.version}"`,
    };
  });
}

async function rowsOf(tx: Tx, { org }: Context, ids: string[]) {
  const rows = await tx
    .selectFrom('user_account')
    .selectAll()
    .where('org_id', '=', org)
    .where('id', 'in', ids)
    .execute();
  const grants = await tx
    .selectFrom('role_grant')
    .selectAll()
    .where('org_id', '=', org)
    .where('user_id', 'in', ids)
    .orderBy('role_key')
    .orderBy('unit_id')
    .execute();
  const memberships = await tx
    .selectFrom('team_member as m')
    .innerJoin('team as t', (join) => join.onRef('t.org_id', '=', 'm.org_id').onRef('t.id', '=', 'm.team_id'))
    .select(['m.user_id', 'm.team_id', 't.unit_id'])
    .where('m.org_id', '=', org)
    .where('m.user_id', 'in', ids)
    .orderBy('t.created_at')
    .orderBy('t.id')
    .execute();
  const sights = await tx
    .selectFrom('session')
    .select((expression) => ['user_id', expression.fn.max('last_seen_at').as('at')])
    .where('org_id', '=', org)
    .where('user_id', 'in', ids)
    .groupBy('user_id')
    .execute();
  const leaderIds = rows.map((row) => row.reports_to_id).filter((id) => id !== null);
  const leaders =
    leaderIds.length === 0
      ? []
      : await tx
          .selectFrom('user_account')
          .select(['id', 'name'])
          .where('org_id', '=', org)
          .where('id', 'in', leaderIds)
          .execute();
  return { rows, grants, memberships, sights, leaders };
}

/** Those of the people who have set up a second factor. */
async function withSecondFactor(tx: Tx, { org }: Context, ids: string[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('totp')
    .select('user_id')
    .where('org_id', '=', org)
    .where('user_id', 'in', ids)
    .where('confirmed_at', 'is not', null)
    .union((union) =>
      union.selectFrom('passkey').select('user_id').where('org_id', '=', org).where('user_id', 'in', ids),
    )
    .execute();
  return new Set(rows.map((row) => row.user_id));
}
