import { notFound } from '../../platform/errors.ts';
import { type Implementation, implement } from '../../platform/http/implement.ts';
import { messagesOf } from '../messages.query.ts';
import { ticketPage } from '../ticket-page.query.ts';
import { presentReplies } from './pending-replies.query.ts';
import { queueReply } from './queue-reply.ts';
import { releaseReply } from './release-reply.ts';
import { sendNow } from './send-now.ts';
import { takeBackReply } from './take-back-reply.ts';

export const replyRoutes: Implementation[] = [
  implement('queueReply', async (tx, context, { params, body }) => {
    const queued = await queueReply(tx, context, params.number, body);
    if ('pending' in queued) {
      const [pending] = await presentReplies(tx, context, [queued.pending]);
      return { pending: pending ?? null, message: null };
    }
    const { ticket, messageId } = queued;
    const thread = { id: ticket.id, number: ticket.number };
    const [message] = await messagesOf(tx, context, [thread], { notes: true, only: messageId });
    if (!message) throw notFound('message');
    return { pending: null, message };
  }),
  implement('takeBackReply', (tx, context, { params }) =>
    takeBackReply(tx, context, params.number, params.id).then(() => null),
  ),
  implement('sendReplyNow', async (tx, context, { params }) =>
    ticketPage(tx, context, await sendNow(tx, context, params.number, params.id)),
  ),
  implement('releaseReply', async (tx, context, { params, body }) =>
    ticketPage(tx, context, await releaseReply(tx, context, params.number, params.id, body)),
  ),
];
