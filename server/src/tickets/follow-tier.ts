import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { applyChange } from './apply-change.ts';

/**
 * Lets the unfinished tickets of some customers follow their new tier: what is owed on them is selected anew. `customers` are one
 * customer and those that were merged into it.
 */
export async function followTier(
  tx: Tx,
  context: Context,
  customers: readonly string[],
  tier: string | null,
): Promise<void> {
  const tickets = await tx
    .selectFrom('ticket') // index ticket_by_customer
    .selectAll()
    .where('org_id', '=', context.org)
    .where('customer_id', 'in', customers)
    .where('status_category', '<>', 'closed')
    .where('customer_tier', 'is distinct from', tier)
    .orderBy('id')
    .forUpdate()
    .execute();
  const event = { kind: 'ticket.tier_changed', data: {} };
  for (const ticket of tickets) await applyChange(tx, context, ticket, { customer_tier: tier }, event);
}
