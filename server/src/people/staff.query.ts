import type { User } from '@shouwen/api';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { decodeCursor, encodeCursor, pageOf } from '../platform/cursor.ts';
import { notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { presentUsers } from './me.query.ts';

export interface StaffQuery {
  limit: number;
  cursor?: string | undefined;
  /** part of a name or of a mail address */
  q?: string | undefined;
  /** `active`: who can be given work; `all`: leavers too; without: leavers left out */
  state?: 'active' | 'all' | undefined;
}

/** A page of the staff by name. */
export async function listStaff(
  tx: Tx,
  context: Context,
  query: StaffQuery,
): Promise<{ items: User[]; next_cursor: string | null }> {
  let select = tx
    .selectFrom('user_account as u')
    .select('u.id')
    .where('u.org_id', '=', context.org)
    .orderBy(sql`lower(u.name)`)
    .orderBy('u.id')
    .limit(query.limit + 1);
  if (query.state === 'active') select = select.where('u.state', '=', 'active');
  if (query.state === undefined) select = select.where('u.state', '<>', 'deactivated');
  if (query.q?.trim()) {
    const part = `%${query.q.trim().replace(/[\\%_]/g, '\\$&')}%`;
    select = select.where((where) =>
      where.or([where('u.name', 'ilike', part), where('u.email', 'ilike', part)]),
    );
  }
  if (query.cursor) {
    const { id } = decodeCursor(query.cursor);
    select = select.where(
      sql<boolean>`(lower(u.name), u.id) > (select lower(last.name), last.id from user_account last
        where last.org_id = ${context.org} and last.id = ${id})`,
    );
  }
  const { rows, next_cursor } = pageOf(await select.execute(), query.limit, (row) =>
    encodeCursor(null, row.id),
  );
  const items = await presentUsers(
    tx,
    context,
    rows.map((row) => row.id),
  );
  return { items, next_cursor };
}

/** One member of staff as this viewer sees them. Throws not-found. */
export async function staffMember(tx: Tx, context: Context, id: string): Promise<User> {
  const [user] = await presentUsers(tx, context, [id]);
  if (!user) throw notFound('user');
  return user;
}
