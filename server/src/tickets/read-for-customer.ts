import type { LinkedTicket } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { messagesOf } from './messages.query.ts';
import { namesOf } from './people-names.query.ts';

/** A ticket as its customer may see it: no notes, no staff beyond names, only the thread that the link belongs to. */
export async function readForCustomer(
  tx: Tx,
  context: Context,
  ticketId: string,
  customerId: string | null,
): Promise<z.input<typeof LinkedTicket>> {
  const ticket = await tx
    .selectFrom('ticket')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', '=', ticketId)
    .executeTakeFirst();
  if (!ticket) throw notFound('link');
  const names = await namesOf(tx, context, { users: [ticket.first_contact_owner_id] });
  const messages = await messagesOf(tx, context, [{ id: ticket.id, number: ticket.number }], {
    notes: false,
  });
  return {
    number: ticket.number,
    subject: ticket.subject,
    status_category: ticket.status_category,
    opened_at: ticket.opened_at.toISOString(),
    language: ticket.language,
    owner: names.user(ticket.first_contact_owner_id)?.name ?? null,
    may: { answer: true, decide: ticket.status_category === 'resolved' && ticket.customer_id === customerId },
    messages: messages.map((message) => ({
      id: message.id,
      from_us: message.kind === 'reply',
      author: message.author.name,
      body: message.body,
      at: message.at,
      attachments: message.attachments,
    })),
  };
}
