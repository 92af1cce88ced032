import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { requirePermission } from '../people/viewer.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import type { CustomerRow } from './fields.ts';
import { lockCustomers, refuseMerged } from './find-customer.ts';

/**
 * Merges a double into another customer: a pointer, not a move. The source keeps its rows; the target shows both as one
 * and gets what comes later. Gives the target. Both are locked in id order, so that of two merges in opposite directions
 * one is carried out and the other refused. Throws `Refusal` (409) for the same customer, for one that is merged
 * already on either side, and for a person with an organisation.
 */
export async function mergeCustomers(
  tx: Tx,
  context: Context,
  sourceId: string,
  targetId: string,
): Promise<CustomerRow> {
  requirePermission(context, 'customer.merge');
  const [source, target] = await lockCustomers(tx, context, [sourceId, targetId] as const);
  if (source.id === target.id) throw conflict('customer_merge_self');
  refuseMerged(source);
  refuseMerged(target);
  if (source.kind !== target.kind) throw conflict('customer_kinds_differ');
  await pointTo(tx, context, source, target.id);
  await tx
    .insertInto('customer_merge')
    .values({
      org_id: context.org,
      id: newId(context.now),
      source_id: source.id,
      target_id: target.id,
      merged_at: context.now,
      merged_by: context.actor.kind === 'user' ? context.actor.id : null,
      undone_at: null,
      undone_by: null,
    })
    .execute();
  await appendEvent(tx, context, {
    kind: 'customer.merged',
    subject: { kind: 'customer', id: source.id },
    data: { into: target.id },
  });
  return raiseVersion(tx, context, target);
}

/** Sets or clears the pointer of a locked customer. */
export async function pointTo(
  tx: Tx,
  context: Context,
  customer: CustomerRow,
  target: string | null,
): Promise<CustomerRow> {
  return tx
    .updateTable('customer')
    .set({ merged_into_id: target, version: customer.version + 1 })
    .where('org_id', '=', context.org)
    .where('id', '=', customer.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** What the page of a locked customer shows has changed: a change that is based on the page before is stale. */
export async function raiseVersion(tx: Tx, context: Context, customer: CustomerRow): Promise<CustomerRow> {
  return tx
    .updateTable('customer')
    .set({ version: customer.version + 1 })
    .where('org_id', '=', context.org)
    .where('id', '=', customer.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
