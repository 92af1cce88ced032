import type { Context } from '../context.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import type { CustomerRow } from './fields.ts';
import { customersWhere } from './policy.ts';

/** The ETag of a customer. */
export const etagOf = (customer: { version: number }): string => `"c${customer.version}"`;

/** The customer of that id, if this viewer may see it. Throws not-found otherwise, whatever the reason. */
export async function findCustomer(tx: Tx, context: Context, id: string): Promise<CustomerRow> {
  const row = await tx
    .selectFrom('customer as c')
    .selectAll('c')
    .where('c.org_id', '=', context.org)
    .where('c.id', '=', id)
    .where(customersWhere(context))
    .executeTakeFirst();
  if (!row) throw notFound('customer');
  return row;
}

/** Visible customers by id, locked in id order to the end of the transaction. Throws not-found when one is missing. */
export async function lockCustomers<const Ids extends readonly string[]>(
  tx: Tx,
  context: Context,
  ids: Ids,
): Promise<{ [Index in keyof Ids]: CustomerRow }> {
  const rows = await tx
    .selectFrom('customer as c')
    .selectAll('c')
    .where('c.org_id', '=', context.org)
    .where('c.id', 'in', [...new Set(ids)])
    .where(customersWhere(context))
    .orderBy('c.id')
    .forUpdate('c')
    .execute();
  const found = ids.map((id) => {
    const row = rows.find((one) => one.id === id);
    if (!row) throw notFound('customer');
    return row;
  });
  return found as { [Index in keyof Ids]: CustomerRow };
}

/** Refuses a customer that was merged into another one: work goes on there. */
export function refuseMerged(customer: CustomerRow): void {
  if (customer.merged_into_id)
    throw new Refusal('conflict', 'customer_merged', { current: { merged_into: customer.merged_into_id } });
}
