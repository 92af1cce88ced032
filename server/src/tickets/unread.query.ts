import type { Context } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from './find-ticket.ts';

const ended: readonly string[] = ['resolved', 'closed'];

/**
 * Those of the tickets on which something happened that the viewer has not seen. What is solved, and what happened
 * before the viewer came, is not new to them.
 */
export async function unreadOf(tx: Tx, context: Context, rows: readonly TicketRow[]): Promise<Set<string>> {
  const running = rows.filter((row) => !ended.includes(row.status_category));
  if (running.length === 0) return new Set();
  const { userId } = viewerOf(context);
  const ids = running.map((row) => row.id);
  const marks = await tx
    .selectFrom('read_mark') // its primary key
    .select(['ticket_id', 'seen_at'])
    .where('org_id', '=', context.org)
    .where('user_id', '=', userId)
    .where('ticket_id', 'in', ids)
    .execute();
  const { created_at: came } = await tx
    .selectFrom('user_account')
    .select('created_at')
    .where('org_id', '=', context.org)
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  const seen = new Map(marks.map((mark) => [mark.ticket_id, mark.seen_at]));
  const isNew = (row: TicketRow) => row.last_activity_at > (seen.get(row.id) ?? came);
  return new Set(running.filter(isNew).map((row) => row.id));
}
