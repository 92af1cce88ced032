import type { Context } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from './find-ticket.ts';
import { difference, type Restorable } from './restorable.ts';

/** For how long a bulk change can be taken back, in minutes. */
export const undoableFor = 10;

/** What a bulk change did to one ticket. */
export interface BulkPart {
  ticketId: string;
  mergeId: string | null;
  before: Restorable;
  after: Restorable;
}

/** What was done between two looks at a ticket; null when nothing was. */
export function partOf(before: TicketRow, after: TicketRow, mergeId: string | null): BulkPart | null {
  const changed = difference(before, after);
  if (mergeId === null && Object.keys(changed.before).length === 0) return null;
  return { ticketId: before.id, mergeId, ...changed };
}

/** Keeps what a bulk change did, so that it can be taken back, and forgets what cannot be any more. Gives how. */
export async function recordBulk(
  tx: Tx,
  context: Context,
  parts: readonly BulkPart[],
): Promise<{ id: string; until: string } | null> {
  const { userId } = viewerOf(context);
  await forgetOld(tx, context, userId);
  if (parts.length === 0) return null;
  const id = newId(context.now);
  await tx
    .insertInto('bulk_change')
    .values({ org_id: context.org, id, user_id: userId, at: context.now, undone_at: null })
    .execute();
  await tx
    .insertInto('bulk_change_ticket')
    .values(
      parts.map(({ ticketId, mergeId, before, after }) => ({
        org_id: context.org,
        bulk_id: id,
        ticket_id: ticketId,
        merge_id: mergeId,
        before: JSON.stringify(before),
        after: JSON.stringify(after),
      })),
    )
    .execute();
  return { id, until: lastMoment(context.now).toISOString() };
}

/** Until when something done at that moment can be taken back. */
export const lastMoment = (at: Date) => new Date(at.getTime() + undoableFor * 60_000);

/** Until then it holds what tickets were, tags included, which is nobody's business later. */
async function forgetOld(tx: Tx, context: Context, userId: string): Promise<void> {
  const old = await tx
    .selectFrom('bulk_change') // index bulk_change_by_user
    .select('id')
    .where('org_id', '=', context.org)
    .where('user_id', '=', userId)
    .where('at', '<', new Date(context.now.getTime() - undoableFor * 60_000))
    .execute();
  if (old.length === 0) return;
  const ids = old.map((one) => one.id);
  await tx
    .deleteFrom('bulk_change_ticket')
    .where('org_id', '=', context.org)
    .where('bulk_id', 'in', ids)
    .execute();
  await tx.deleteFrom('bulk_change').where('org_id', '=', context.org).where('id', 'in', ids).execute();
}
