import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { ticketsWhere } from '../tickets/policy.ts';
import { treesOf } from './merged-customers.ts';

/** How many unfinished tickets each customer has, those of merged ones included, as far as the viewer may see them (index ticket_by_customer). */
export async function openTicketsOf(
  tx: Tx,
  context: Context,
  customers: readonly string[],
): Promise<Map<string, number>> {
  const trees = await treesOf(tx, context, customers);
  if (trees.length === 0) return new Map();
  const unfinished = ticketsWhere(context, {
    all: [
      { field: 'status_category', in: ['new', 'open', 'waiting_for_customer', 'on_hold'] },
      { field: 'merged', is: false },
    ],
  });
  const rows = await tx
    .selectFrom('ticket as t')
    .select(['t.customer_id', sql<number>`count(*)`.as('open')])
    .where('t.org_id', '=', context.org)
    .where('t.customer_id', 'in', [...new Set(trees.map((tree) => tree.id))])
    .where(unfinished)
    .groupBy('t.customer_id')
    .execute();
  const counts = new Map(rows.map((row) => [row.customer_id, row.open]));
  const sums = new Map(customers.map((id) => [id, 0]));
  for (const { top, id } of trees) sums.set(top, (sums.get(top) ?? 0) + (counts.get(id) ?? 0));
  return sums;
}
