import type { LinkedTicket } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { linkedThreads } from './linked-threads.query.ts';
import { namesOf } from './people-names.query.ts';
import { isSameCustomer } from './same-customer.ts';

/**
 * A ticket as its customer may see it: no notes, no staff beyond names. When it is merged into another one, its status,
 * owner and solution are those of that one, for there the work is done.
 */
export async function readForCustomer(
  tx: Tx,
  context: Context,
  ticketId: string,
  customerId: string | null,
): Promise<z.input<typeof LinkedTicket>> {
  if (!customerId) throw notFound('link');
  const { workedOn, messages } = await linkedThreads(tx, context, ticketId, customerId);
  const tickets = await tx
    .selectFrom('ticket')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', 'in', [ticketId, workedOn])
    .execute();
  const ticket = tickets.find((row) => row.id === ticketId);
  const shown = tickets.find((row) => row.id === workedOn);
  if (!ticket || !shown) throw notFound('link');
  const names = await namesOf(tx, context, { users: [shown.first_contact_owner_id] });
  const decides = await isSameCustomer(tx, context, customerId, shown.customer_id);
  return {
    number: ticket.number,
    subject: ticket.subject,
    status_category: shown.status_category,
    opened_at: ticket.opened_at.toISOString(),
    language: ticket.language,
    owner: names.user(shown.first_contact_owner_id)?.name ?? null,
    may: { answer: true, decide: shown.status_category === 'resolved' && decides },
    messages: messages.map((message) => ({
      id: message.id,
      from_us: message.kind === 'reply',
      author: message.author.name,
      body: message.fresh ?? message.body,
      html: message.html,
      at: message.at,
      attachments: message.attachments,
    })),
  };
}
