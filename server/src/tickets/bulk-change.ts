import type { BulkAction, BulkResults } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { requirePermission } from '../people/viewer.ts';
import type { Tx } from '../tables.ts';
import { changeTicket } from './change-ticket.ts';
import { eachTicket } from './each-ticket.ts';
import { mergeTicket } from './merge-tickets.ts';
import { transferTicket } from './transfer-ticket.ts';

/** Changes, transfers or merges many tickets; each has its own result, and what is refused for one stops no other. */
export async function bulkChange(
  tx: Tx,
  context: Context,
  numbers: readonly number[],
  action: z.output<typeof BulkAction>,
): Promise<BulkResults> {
  requirePermission(context, 'ticket.bulk');
  const { transfer, merge_into: into, ...changes } = action;
  return eachTicket(tx, context, numbers, async (number) => {
    if (Object.keys(changes).length > 0) await changeTicket(tx, context, number, changes, null);
    if (transfer) await transferTicket(tx, context, number, transfer);
    if (into !== undefined) await mergeTicket(tx, context, number, { into });
  });
}
