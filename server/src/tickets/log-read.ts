import type { Context } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from './find-ticket.ts';

/** Notes who opened a confidential ticket; others leave no trace of being read. */
export async function logRead(tx: Tx, context: Context, ticket: TicketRow): Promise<void> {
  if (!ticket.confidential) return;
  await tx
    .insertInto('read_log')
    .values({
      org_id: context.org,
      id: newId(context.now),
      user_id: viewerOf(context).userId,
      subject_kind: 'ticket',
      subject_id: ticket.id,
      at: context.now,
    })
    .execute();
}
