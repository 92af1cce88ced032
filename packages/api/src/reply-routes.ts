import { z } from 'zod';
import { Id, text } from './common.ts';
import { route } from './contract.ts';
import { Message, NewReplyBody, PendingReply, Ticket, TicketNumber } from './tickets.ts';

const tag = 'Tickets';
const one = TicketNumber.extend({ id: Id });
export const replyRoutes = {
  queueReply: route({
    method: 'POST',
    path: '/tickets/{number}/replies',
    tag,
    access: 'user',
    status: 201,
    summary:
      'Reply to the customer after the seconds in which it can be taken back, or once a colleague has released it',
    params: TicketNumber,
    body: NewReplyBody,
    /** `pending` when it waits, `message` when it has left at once */
    response: z.object({ pending: PendingReply.nullable(), message: Message.nullable() }),
  }),
  takeBackReply: route({
    method: 'DELETE',
    path: '/tickets/{number}/replies/{id}',
    tag,
    access: 'user',
    summary: 'Take a reply of mine back before it leaves: it is my draft again',
    params: one,
    status: 204,
  }),
  sendReplyNow: route({
    method: 'POST',
    path: '/tickets/{number}/replies/{id}/send',
    tag,
    access: 'user',
    summary: 'Let a reply of mine leave at once; one that is held leaves although newer messages came',
    params: one,
    response: Ticket,
  }),
  releaseReply: route({
    method: 'POST',
    path: '/tickets/{number}/replies/{id}/release',
    tag,
    access: 'user',
    summary: "Release a colleague's reply, or give it back with a comment",
    params: one,
    body: z.strictObject({
      release: z.boolean(),
      comment: text(2000).optional(),
      /** release although newer messages came */
      anyway: z.boolean().optional(),
    }),
    response: Ticket,
  }),
};
