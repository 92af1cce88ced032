import type { UserChanges } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { Refusal } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { normaliseAddress } from './addresses.ts';
import { requireLeader } from './chain-of-command.ts';
import { requireFreeAddress } from './create-user.ts';
import { lockManaged, type ManagedUser, type UserRow } from './lock-people.ts';
import { presentUsers } from './me.query.ts';
import { setGrants, setTeams } from './set-placement.ts';

/** The ETag of a person's editable fields. */
export const etagOf = (user: { version: number }): string => `"u${user.version}"`;

/**
 * Changes a member of staff. `ifMatch` is the ETag that the change is based on; when it is stale the change is refused
 * with 412 and nothing is written. Null skips the check (imports).
 */
export async function changeUser(
  tx: Tx,
  context: Context,
  id: string,
  changes: z.output<typeof UserChanges>,
  ifMatch: string | null,
): Promise<boolean> {
  const user = await lockManaged(tx, context, id);
  if (ifMatch !== null && ifMatch !== '*' && ifMatch !== etagOf(user.row))
    throw new Refusal('stale', 'stale', { current: (await presentUsers(tx, context, [id]))[0] });
  const set = await setOf(tx, context, user, changes);
  const grants = changes.roles?.map(({ role, unit_id }) => ({ role, unit: unit_id }));
  const rolesDiffer = grants ? await setGrants(tx, context, id, user.grants, grants) : false;
  const teamsDiffer = changes.team_ids
    ? await setTeams(tx, context, id, user.teams, changes.team_ids)
    : false;
  const fields = Object.keys(set) as (keyof typeof set)[];
  if (fields.length === 0 && !rolesDiffer && !teamsDiffer) return false;
  await tx
    .updateTable('user_account')
    .set({ ...set, version: user.row.version + 1 })
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .execute();
  await tellOfChange(tx, context, user.row, set, {
    ...(teamsDiffer ? { teams: { from: user.teams, to: [...new Set(changes.team_ids)] } } : {}),
  });
  return true;
}

type UserSet = Partial<Pick<UserRow, 'email' | 'name' | 'language' | 'time_zone' | 'reports_to_id'>>;

/** The columns that differ after the changes. */
async function setOf(
  tx: Tx,
  context: Context,
  { row }: ManagedUser,
  changes: z.output<typeof UserChanges>,
): Promise<UserSet> {
  const set: UserSet = {};
  const email = changes.email === undefined ? row.email : normaliseAddress(changes.email);
  if (email !== row.email) {
    await requireFreeAddress(tx, context, email);
    set.email = email;
  }
  if (changes.name !== undefined && changes.name !== row.name) set.name = changes.name;
  if (changes.language !== undefined && changes.language !== row.language) set.language = changes.language;
  if (changes.time_zone !== undefined && changes.time_zone !== row.time_zone)
    set.time_zone = changes.time_zone;
  const leader = changes.reports_to_id;
  if (leader !== undefined && leader !== row.reports_to_id) {
    if (leader !== null) await requireLeader(tx, context, row.id, leader);
    set.reports_to_id = leader;
  }
  return set;
}

const personal: ReadonlySet<string> = new Set(['email', 'name']);

/** One event that tells what changed: choices in its data, what names a person in its payload. */
export async function tellOfChange(
  tx: Tx,
  context: Context,
  before: UserRow,
  set: UserSet,
  more: Record<string, unknown> = {},
): Promise<void> {
  const changes = Object.entries(set).map(
    ([name, to]) => [name, { from: before[name as keyof UserSet], to }] as const,
  );
  const open = changes.filter(([name]) => !personal.has(name));
  const hidden = changes.filter(([name]) => personal.has(name));
  await appendEvent(tx, context, {
    kind: 'user.changed',
    subject: { kind: 'user', id: before.id },
    data: { changes: { ...Object.fromEntries(open), ...more } },
    ...(hidden.length > 0 ? { payload: { changes: Object.fromEntries(hidden) } } : {}),
  });
}
