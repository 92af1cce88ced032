import type { Context } from '../context.ts';
import { customerLink } from '../links/customer-link.ts';
import { enqueueMail } from '../outbox/enqueue-mail.ts';
import { say } from '../platform/texts.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from './find-ticket.ts';
import { recipientsOf } from './recipients.query.ts';

/** Puts a reply on its way to all who follow the ticket from outside: one outbox row and one private link for each. */
export async function sendReply(
  tx: Tx,
  context: Context,
  ticket: TicketRow,
  messageId: string,
  body: string,
  eventId: string,
): Promise<void> {
  for (const { thread, customerId, name, address } of await recipientsOf(tx, context, ticket.id)) {
    const url = await customerLink(tx, context, thread.id, customerId);
    await enqueueMail(tx, context, {
      kind: 'reply',
      to: { address, name, customerId },
      subject: `[#${thread.number}] ${thread.subject}`,
      body: `${body}\n\n${say(thread.language, 'mail.link', { url })}`,
      ticketId: ticket.id,
      messageId,
      eventId,
    });
  }
}
