import type { BulkAction, BulkAnswer } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { requirePermission } from '../people/viewer.ts';
import type { Tx } from '../tables.ts';
import { changeTicket } from './change-ticket.ts';
import { eachTicket } from './each-ticket.ts';
import type { TicketRow } from './find-ticket.ts';
import { keepRead } from './mark-read.ts';
import { mergeTicket } from './merge-tickets.ts';
import { type BulkPart, partOf, recordBulk } from './record-bulk.ts';
import { transferTicket } from './transfer-ticket.ts';

/**
 * Changes, transfers or merges many tickets; each has its own result, and what is refused for one stops no other. What
 * each ticket was is kept for a while, so that the whole can be taken back.
 */
export async function bulkChange(
  tx: Tx,
  context: Context,
  numbers: readonly number[],
  action: z.output<typeof BulkAction>,
): Promise<BulkAnswer> {
  requirePermission(context, 'ticket.bulk');
  const { transfer, merge_into: into, ...changes } = action;
  const parts: BulkPart[] = [];
  const read: { id: string; was: Date }[] = [];
  const { results } = await eachTicket(tx, context, numbers, async (number) => {
    const before = await held(tx, context, number);
    if (Object.keys(changes).length > 0) await changeTicket(tx, context, number, changes, null);
    if (transfer) await transferTicket(tx, context, number, transfer);
    const merge = into === undefined ? null : await mergeTicket(tx, context, number, { into });
    const after = await held(tx, context, number);
    const part = before && after && partOf(before, after, merge);
    if (part) parts.push(part);
    if (before) read.push({ id: before.id, was: before.last_activity_at });
  });
  await keepRead(tx, context, read);
  return { results, undo: await recordBulk(tx, context, parts) };
}

/** A ticket's row, held for the transaction; whether the viewer may see or change it is asked by what follows. */
async function held(tx: Tx, context: Context, number: number): Promise<TicketRow | undefined> {
  return tx
    .selectFrom('ticket')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();
}
