import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { quietKinds } from './activity.ts';
import { excerptOf } from './messages.ts';
import { threadsOf } from './threads.query.ts';

/**
 * The newest activity on a ticket and on the threads that are merged into it now, and the beginning of the newest
 * message: what its row says when nothing was merged since (index event_by_ticket, message_by_ticket).
 */
export async function lastActivity(
  tx: Tx,
  context: Context,
  ticketId: string,
): Promise<{ last_activity_at: Date; excerpt: string }> {
  const threads = (await threadsOf(tx, context, ticketId)).map((thread) => thread.id);
  const activity = await tx
    .selectFrom('event')
    .select((expression) => expression.fn.max('at').as('at'))
    .where('org_id', '=', context.org)
    .where('ticket_id', 'in', threads)
    .where('subject_kind', '=', 'ticket')
    .where('kind', 'not in', quietKinds)
    // what a merged-in thread did to the ticket stands on that thread as well
    .where(sql<boolean>`not data ? 'merges'`)
    .executeTakeFirst();
  const message = await tx
    .selectFrom('message')
    .select(['body', 'at'])
    .where('org_id', '=', context.org)
    .where('ticket_id', 'in', threads)
    .where('kind', '<>', 'note')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const at = activity?.at ?? message?.at ?? context.now;
  return { last_activity_at: at, excerpt: excerptOf(message?.body ?? '') };
}
