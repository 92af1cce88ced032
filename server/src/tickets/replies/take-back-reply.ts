import type { Context } from '../../context.ts';
import { appendEvent } from '../../events/append-event.ts';
import { viewerOf } from '../../people/viewer.ts';
import { notFound } from '../../platform/errors.ts';
import type { Tx } from '../../tables.ts';
import { writableTicket } from '../drafts.query.ts';
import { restoreDraft } from '../save-draft.ts';
import { removeReply } from './let-out.ts';
import { lockReply } from './pending-replies.query.ts';

/** One's own reply that has not left is a draft again, before what one has begun to write since. */
export async function takeBackReply(tx: Tx, context: Context, number: number, id: string): Promise<void> {
  const { id: ticketId } = await writableTicket(tx, context, number);
  const pending = await lockReply(tx, context, ticketId, id);
  const { userId } = viewerOf(context);
  if (pending.author_id !== userId) throw notFound('reply');
  await restoreDraft(tx, context, { ...pending, ticketId, userId });
  await removeReply(tx, context, id);
  if (pending.state !== 'awaiting_release') return;
  // others were asked to look at it
  await appendEvent(tx, context, {
    kind: 'ticket.release_withdrawn',
    subject: { kind: 'ticket', id: ticketId },
    ticketId,
    data: { reply: id },
  });
}
