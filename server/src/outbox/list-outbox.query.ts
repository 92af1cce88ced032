import type { OutboxMessage, OutboxState } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { requirePermission } from '../people/viewer.ts';
import { decodeCursor, encodeCursor, pageOf } from '../platform/cursor.ts';
import type { Tx } from '../tables.ts';
import { presentMail, seenMail } from './seen-mail.ts';

/** A page of what is to leave the house, newest first (index outbox_newest), as far as the viewer may see it. */
export async function listOutbox(
  tx: Tx,
  context: Context,
  query: { limit: number; cursor?: string | undefined; state?: OutboxState | 'held' | undefined },
): Promise<{ items: z.input<typeof OutboxMessage>[]; next_cursor: string | null }> {
  requirePermission(context, 'outbox.read');
  const { state } = query;
  let select = seenMail(tx, context)
    .orderBy('o.created_at', 'desc')
    .orderBy('o.id', 'desc')
    .limit(query.limit + 1);
  if (state === 'held') select = select.where('o.state', '=', 'queued').where('o.next_at', 'is', null);
  else if (state) select = select.where('o.state', '=', state);
  if (query.cursor) {
    const after = decodeCursor(query.cursor);
    select = select.where((on) =>
      on(on.refTuple('o.created_at', 'o.id'), '<', on.tuple(after.at ?? new Date(0), after.id)),
    );
  }
  const { rows, next_cursor } = pageOf(await select.execute(), query.limit, (row) =>
    encodeCursor(row.created_at, row.id),
  );
  return { items: rows.map((row) => presentMail(context, row)), next_cursor };
}
