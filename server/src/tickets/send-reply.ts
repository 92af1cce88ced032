import type { Context } from '../context.ts';
import { customerLink } from '../links/customer-link.ts';
import { mailboxOfTicket } from '../mailboxes/find-mailbox.ts';
import { enqueueMail } from '../outbox/enqueue-mail.ts';
import { mailText } from '../outbox/templates/mail-text.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from './find-ticket.ts';
import { recipientsOf } from './recipients.query.ts';

/** A reply on a thread: its words plain and, when that says more, formatted. */
export interface SentReply {
  messageId: string;
  eventId: string;
  body: string;
  html: string | null;
}

/** Puts a reply on its way to all who follow the ticket from outside: one outbox row and one private link for each. */
export async function sendReply(
  tx: Tx,
  context: Context,
  ticket: TicketRow,
  { messageId, eventId, body, html }: SentReply,
): Promise<void> {
  const recipients = await recipientsOf(tx, context, ticket.id);
  if (recipients.length === 0) return;
  const mailbox = await mailboxOfTicket(tx, context, ticket.id);
  for (const { thread, customerId, name, address } of recipients) {
    const text = mailText(context, 'reply', thread.language, {
      mailbox,
      ticket: thread,
      customer: name,
      link: await customerLink(tx, context, thread.id, customerId),
      message: { text: body, html },
    });
    await enqueueMail(tx, context, {
      kind: 'reply',
      to: { address, name, customerId },
      ...text,
      ticketId: ticket.id,
      messageId,
      eventId,
      automatic: context.actor.kind === 'system',
      mailboxId: mailbox?.id ?? null,
    });
  }
}
