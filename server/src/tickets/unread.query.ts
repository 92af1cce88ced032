import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from './find-ticket.ts';

const ended: readonly string[] = ['resolved', 'closed'];

/** Whether `ticket t` is one of those that `unreadOf` gives, for the viewer. */
export function isUnread(context: Context): RawBuilder<boolean> {
  const { userId } = viewerOf(context);
  return sql<boolean>`(t.status_category <> all (${sql.lit(`{${ended.join(',')}}`)}) and t.last_activity_at > coalesce(
    (select m.seen_at from read_mark m where m.org_id = t.org_id and m.user_id = ${userId} and m.ticket_id = t.id),
    (select u.created_at from user_account u where u.org_id = ${context.org} and u.id = ${userId})))`;
}

/**
 * Those of the tickets on which something happened that the viewer has not seen. What is solved, and what happened
 * before the viewer came, is not new to them.
 */
export async function unreadOf(tx: Tx, context: Context, rows: readonly TicketRow[]): Promise<Set<string>> {
  const running = rows.filter((row) => !ended.includes(row.status_category));
  if (running.length === 0) return new Set();
  const { userId } = viewerOf(context);
  const ids = running.map((row) => row.id);
  const [marks, { created_at: came }] = await Promise.all([
    tx
      .selectFrom('read_mark') // its primary key
      .select(['ticket_id', 'seen_at'])
      .where('org_id', '=', context.org)
      .where('user_id', '=', userId)
      .where('ticket_id', 'in', ids)
      .execute(),
    tx
      .selectFrom('user_account')
      .select('created_at')
      .where('org_id', '=', context.org)
      .where('id', '=', userId)
      .executeTakeFirstOrThrow(),
  ]);
  const seen = new Map(marks.map((mark) => [mark.ticket_id, mark.seen_at]));
  const isNew = (row: TicketRow) => row.last_activity_at > (seen.get(row.id) ?? came);
  return new Set(running.filter(isNew).map((row) => row.id));
}
