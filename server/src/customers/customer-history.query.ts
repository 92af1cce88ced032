import type { CustomerEvent } from '@shouwen/api';
import type { z } from 'zod';
import { type Context, systemActor } from '../context.ts';
import { requirePermission } from '../people/viewer.ts';
import type { Tx } from '../tables.ts';
import { findCustomer } from './find-customer.ts';
import { everyIdOf } from './merged-customers.ts';

const most = 200;

/**
 * What happened to the record of a customer and of those merged into it, newest first: recorded, changed (before and
 * after), merged, parted again. Read from the ledger (index event_by_subject).
 */
export async function customerHistory(
  tx: Tx,
  context: Context,
  id: string,
): Promise<{ items: z.input<typeof CustomerEvent>[] }> {
  requirePermission(context, 'customer.read');
  const customer = await findCustomer(tx, context, id);
  const rows = await tx
    .selectFrom('event as e')
    .leftJoin('event_payload as p', (join) =>
      join.onRef('p.org_id', '=', 'e.org_id').onRef('p.event_id', '=', 'e.id'),
    )
    .leftJoin('user_account as u', (join) =>
      join.onRef('u.org_id', '=', 'e.org_id').onRef('u.id', '=', 'e.actor_id'),
    )
    .innerJoin('customer as c', (join) =>
      join.onRef('c.org_id', '=', 'e.org_id').onRef('c.id', '=', 'e.subject_id'),
    )
    .select(['e.id', 'e.at', 'e.kind', 'e.actor_kind', 'u.name as actor', 'p.body'])
    .select(['c.id as whose', 'c.name'])
    .where('e.org_id', '=', context.org)
    .where('e.subject_id', 'in', await everyIdOf(tx, context, customer.id))
    .where('e.ticket_id', 'is', null)
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(most)
    .execute();
  return {
    items: rows.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      kind: row.kind,
      actor: row.actor ?? (row.actor_kind === 'system' ? systemActor.name : ''),
      of: row.whose === customer.id ? null : { id: row.whose, name: row.name },
      before: row.kind === 'customer.changed' ? (row.body?.before ?? null) : null,
      after: row.kind === 'customer.changed' ? (row.body?.after ?? null) : null,
    })),
  };
}
