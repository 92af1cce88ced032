import type { TicketSummary } from '@shouwen/api';
import { allOf, type Condition } from '@shouwen/conditions';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { listByCondition, unmerged } from './list-tickets.query.ts';

/** The first of the tickets with a due time that the viewer may see and of which the condition holds, soonest due first. */
export async function listSoonest(
  tx: Tx,
  context: Context,
  condition: Condition,
  limit: number,
): Promise<TicketSummary[]> {
  const due = allOf(condition, unmerged, { field: 'next_due_at', set: true });
  return (await listByCondition(tx, context, due, { limit, sort: 'due' })).items;
}
