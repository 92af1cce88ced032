import type { OutboxMessage } from '@shouwen/api';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { canEverywhere, requirePermission } from '../people/viewer.ts';
import { decodeCursor, encodeCursor, pageOf } from '../platform/cursor.ts';
import type { Tx } from '../tables.ts';
import { ticketsWhere } from '../tickets/policy.ts';
import type { OutboxTable } from './tables.ts';

/**
 * A page of what is to leave the house, newest first (index outbox_newest). What belongs to a ticket is seen by those
 * who see the ticket. What does not is for those who may read the outbox in every unit; when it goes to staff it may
 * hold a link to an account, so that it is only for those who manage people everywhere and could make that link.
 */
export async function listOutbox(
  tx: Tx,
  context: Context,
  query: { limit: number; cursor?: string | undefined; state?: OutboxTable['state'] | undefined },
): Promise<{ items: z.input<typeof OutboxMessage>[]; next_cursor: string | null }> {
  requirePermission(context, 'outbox.read');
  const toCustomers = canEverywhere(context, 'outbox.read');
  const toStaff = toCustomers && canEverywhere(context, 'people.manage');
  let select = tx
    .selectFrom('outbox as o')
    .leftJoin('ticket as t', (join) =>
      join.onRef('t.org_id', '=', 'o.org_id').onRef('t.id', '=', 'o.ticket_id'),
    )
    .selectAll('o')
    .select('t.number')
    .where('o.org_id', '=', context.org)
    .where(sql<boolean>`case when o.ticket_id is not null then (${ticketsWhere(context)})
      when o.user_id is not null then ${toStaff}::boolean else ${toCustomers}::boolean end`)
    .orderBy('o.created_at', 'desc')
    .orderBy('o.id', 'desc')
    .limit(query.limit + 1);
  if (query.state) select = select.where('o.state', '=', query.state);
  if (query.cursor) {
    const after = decodeCursor(query.cursor);
    select = select.where((on) =>
      on(on.refTuple('o.created_at', 'o.id'), '<', on.tuple(after.at ?? new Date(0), after.id)),
    );
  }
  const { rows, next_cursor } = pageOf(await select.execute(), query.limit, (row) =>
    encodeCursor(row.created_at, row.id),
  );
  return {
    items: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      to: row.recipient_address,
      subject: row.subject,
      body: row.body,
      state: row.state,
      created_at: row.created_at.toISOString(),
      sent_at: row.sent_at?.toISOString() ?? null,
      ticket: row.number,
      error: row.error,
    })),
    next_cursor,
  };
}
