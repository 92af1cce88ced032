import type { BulkResults } from '@shouwen/api';
import type { Context } from '../context.ts';
import { requirePermission, viewerOf } from '../people/viewer.ts';
import { conflict, notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { applyChange } from './apply-change.ts';
import { eachTicket } from './each-ticket.ts';
import { lockTicket, lockTicketById, type TicketRow } from './find-ticket.ts';
import { keepRead } from './mark-read.ts';
import { lastMoment, undoableFor } from './record-bulk.ts';
import { type Restorable, setOf, stillIs } from './restorable.ts';
import { undoMerge } from './undo-merge.ts';

/**
 * Takes a bulk change of one's own back, for some minutes after it: each ticket becomes what it was, unless something
 * that the bulk change did to it has been changed since. Each has its own result. Due times go on as after any change;
 * what was recorded as kept or missed meanwhile stays recorded. Throws not-found for somebody else's, and 409 when it is
 * too late or was done already.
 */
export async function undoBulk(tx: Tx, context: Context, id: string): Promise<BulkResults> {
  requirePermission(context, 'ticket.bulk');
  const { userId } = viewerOf(context);
  const bulk = await tx
    .selectFrom('bulk_change')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst();
  if (!bulk) throw notFound('bulk_change');
  if (bulk.undone_at) throw conflict('bulk_undone_already');
  if (context.now > lastMoment(bulk.at))
    throw conflict('bulk_undo_late', { params: { minutes: undoableFor } });
  await tx
    .updateTable('bulk_change')
    .set({ undone_at: context.now })
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .execute();
  const parts = await partsOf(tx, context, id);
  return eachTicket(tx, context, [...parts.keys()], async (number) => {
    const part = parts.get(number);
    if (part) await restore(tx, context, number, part, id);
  });
}

interface Part {
  ticket_id: string;
  merge_id: string | null;
  before: Restorable;
  after: Restorable;
}

async function partsOf(tx: Tx, context: Context, bulkId: string): Promise<Map<number, Part>> {
  const rows = await tx
    .selectFrom('bulk_change_ticket as p')
    .innerJoin('ticket as t', (join) =>
      join.onRef('t.org_id', '=', 'p.org_id').onRef('t.id', '=', 'p.ticket_id'),
    )
    .select(['t.number', 'p.ticket_id', 'p.merge_id', 'p.before', 'p.after'])
    .where('p.org_id', '=', context.org)
    .where('p.bulk_id', '=', bulkId)
    .orderBy('t.number')
    .execute();
  return new Map(rows.map(({ number, ...part }) => [number, part]));
}

async function restore(tx: Tx, context: Context, number: number, part: Part, bulkId: string): Promise<void> {
  if (part.merge_id !== null) {
    await refuseOtherMerge(tx, context, part.merge_id);
    await undoMerge(tx, context, number);
  }
  // a transfer may have taken it out of one's own sight, so it is judged by what it becomes
  const now = await lockTicketById(tx, context, part.ticket_id);
  if (now.merged_into_id) throw conflict('ticket_merged');
  if (!stillIs(now, part.after)) throw conflict('changed_since');
  if (Object.keys(part.before).length > 0) await putBack(tx, context, now, part.before, bulkId);
  await keepRead(tx, context, [{ id: now.id, was: now.last_activity_at }]);
  await lockTicket(tx, context, number, 'write');
}

async function putBack(
  tx: Tx,
  context: Context,
  now: TicketRow,
  before: Restorable,
  bulkId: string,
): Promise<void> {
  await applyChange(tx, context, now, setOf(before), {
    kind: 'ticket.change_undone',
    data: { bulk: bulkId },
  });
}

/** Somebody took the merge back meanwhile, and perhaps merged it elsewhere. */
async function refuseOtherMerge(tx: Tx, context: Context, mergeId: string): Promise<void> {
  const merge = await tx
    .selectFrom('ticket_merge')
    .select('undone_at')
    .where('org_id', '=', context.org)
    .where('id', '=', mergeId)
    .executeTakeFirst();
  if (!merge || merge.undone_at) throw conflict('changed_since');
}
