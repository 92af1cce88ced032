import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { requirePermission } from '../people/viewer.ts';
import { conflict } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import type { CustomerRow } from './fields.ts';
import { findCustomer, lockCustomers } from './find-customer.ts';
import { pointTo, raiseVersion } from './merge-customers.ts';
import { topsOf } from './merged-customers.ts';

/**
 * Undoes the merge of a customer: its rows, which were never moved, are its own again, with whatever was merged into it.
 * Gives the customer. Throws `Refusal` (409) when it is not merged.
 */
export async function undoCustomerMerge(tx: Tx, context: Context, id: string): Promise<CustomerRow> {
  requirePermission(context, 'customer.merge');
  const seen = await findCustomer(tx, context, id);
  const top = (await topsOf(tx, context, [id])).get(id) ?? id;
  const [source, shownOn] = await lockCustomers(tx, context, [seen.id, top] as const);
  if (!source.merged_into_id) throw conflict('customer_not_merged');
  const restored = await pointTo(tx, context, source, null);
  await tx
    .updateTable('customer_merge')
    .set({ undone_at: context.now, undone_by: context.actor.kind === 'user' ? context.actor.id : null })
    .where('org_id', '=', context.org)
    .where('source_id', '=', id)
    .where('undone_at', 'is', null)
    .execute();
  await appendEvent(tx, context, {
    kind: 'customer.merge_undone',
    subject: { kind: 'customer', id },
    data: { from: source.merged_into_id },
  });
  if (shownOn.id !== source.id) await raiseVersion(tx, context, shownOn);
  return restored;
}
