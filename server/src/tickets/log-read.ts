import type { Context } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from './find-ticket.ts';
import { threadsOf } from './threads.query.ts';

/** Notes who opened a confidential ticket, and what is merged into it with it; others leave no trace of being read. */
export async function logRead(tx: Tx, context: Context, ticket: TicketRow): Promise<void> {
  if (!ticket.confidential) return;
  const threads = await threadsOf(tx, context, ticket.id);
  const { userId } = viewerOf(context);
  await tx
    .insertInto('read_log')
    .values(
      threads.map((thread) => ({
        org_id: context.org,
        id: newId(context.now),
        user_id: userId,
        subject_kind: 'ticket',
        subject_id: thread.id,
        at: context.now,
      })),
    )
    .execute();
}
