import type { Context } from '../context.ts';
import { customerLink } from '../links/customer-link.ts';
import { mailboxOfTicket } from '../mailboxes/find-mailbox.ts';
import { enqueueMail } from '../outbox/enqueue-mail.ts';
import { mailText } from '../outbox/templates/mail-text.ts';
import type { Tx } from '../tables.ts';
import { recipientsOf } from './recipients.query.ts';

/**
 * Mails somebody who follows a ticket the private link of their own. Gives whether there was an address to send it to.
 * `text` names the template that it is written by.
 */
export async function mailLink(
  tx: Tx,
  context: Context,
  ticket: { id: string },
  customerId: string,
  { text, eventId }: { text: 'participant' | 'customer_link'; eventId: string },
): Promise<boolean> {
  const recipients = await recipientsOf(tx, context, ticket.id);
  const recipient = recipients.find((one) => one.customerId === customerId);
  if (!recipient) return false;
  const { thread, name, address } = recipient;
  const written = mailText(context, text, thread.language, {
    mailbox: await mailboxOfTicket(tx, context, ticket.id),
    ticket: thread,
    customer: name,
    link: await customerLink(tx, context, thread.id, customerId),
  });
  await enqueueMail(tx, context, {
    kind: 'link',
    to: { address, name, customerId },
    ...written,
    ticketId: thread.id,
    eventId,
  });
  return true;
}
