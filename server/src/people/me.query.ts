import type { Me, User } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
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
  };
}

/** Members of staff as the API shows them, in the order of the ids. */
export async function presentUsers(tx: Tx, context: Context, ids: string[]): Promise<User[]> {
  if (ids.length === 0) return [];
  const org = context.org;
  const [rows, grants, memberships, sights] = await Promise.all([
    tx.selectFrom('user_account').selectAll().where('org_id', '=', org).where('id', 'in', ids).execute(),
    tx.selectFrom('role_grant').selectAll().where('org_id', '=', org).where('user_id', 'in', ids).execute(),
    tx.selectFrom('team_member').selectAll().where('org_id', '=', org).where('user_id', 'in', ids).execute(),
    tx
      .selectFrom('session')
      .select((expression) => ['user_id', expression.fn.max('last_seen_at').as('at')])
      .where('org_id', '=', org)
      .where('user_id', 'in', ids)
      .groupBy('user_id')
      .execute(),
  ]);
  const leaderIds = rows.map((row) => row.reports_to_id).filter((id) => id !== null);
  const leaders = leaderIds.length
    ? await tx
        .selectFrom('user_account')
        .select(['id', 'name'])
        .where('org_id', '=', org)
        .where('id', 'in', leaderIds)
        .execute()
    : [];
  const locked = await lockedOut(
    tx,
    context,
    rows.map((row) => row.email),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    return {
      id: row.id,
      email: row.email,
      name: row.name,
      language: row.language,
      time_zone: row.time_zone,
      state: row.state,
      reports_to: leaders.find((leader) => leader.id === row.reports_to_id) ?? null,
      roles: grants
        .filter((grant) => grant.user_id === id)
        .map((grant) => ({ role: grant.role_key, unit_id: grant.unit_id })),
      teams: memberships
        .filter((membership) => membership.user_id === id)
        .map((membership) => membership.team_id),
      locked: locked.has(row.email),
      last_seen_at: sights.find((sight) => sight.user_id === id)?.at?.toISOString() ?? null,
      etag: `"u${row.version}"`,
    };
  });
}
