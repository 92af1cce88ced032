import type { Context } from '../context.ts';
import { customerLink } from '../links/customer-link.ts';
import { enqueueMail } from '../outbox/enqueue-mail.ts';
import { say } from '../platform/texts.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from './find-ticket.ts';

/** Puts a reply on its way to the customer and the participants: one outbox row for each who has a mail address. */
export async function sendReply(
  tx: Tx,
  context: Context,
  ticket: TicketRow,
  messageId: string,
  body: string,
  eventId: string,
): Promise<void> {
  const recipients = await tx
    .selectFrom('customer_contact as a')
    .innerJoin('customer as c', (join) =>
      join.onRef('c.org_id', '=', 'a.org_id').onRef('c.id', '=', 'a.customer_id'),
    )
    .select(['a.normalised', 'c.id', 'c.name'])
    .distinctOn('c.id')
    .where('a.org_id', '=', context.org)
    .where('a.kind', '=', 'email')
    .where((expression) =>
      expression.or([
        expression('c.id', '=', ticket.customer_id),
        expression(
          'c.id',
          'in',
          expression
            .selectFrom('ticket_participant')
            .select('customer_id')
            .where('org_id', '=', context.org)
            .where('ticket_id', '=', ticket.id),
        ),
      ]),
    )
    .orderBy('c.id')
    .orderBy('a.is_primary', 'desc')
    .execute();
  for (const recipient of recipients) {
    const url = await customerLink(tx, context, ticket.id, recipient.id);
    await enqueueMail(tx, context, {
      kind: 'reply',
      to: { address: recipient.normalised, name: recipient.name, customerId: recipient.id },
      subject: `[#${ticket.number}] ${ticket.subject}`,
      body: `${body}\n\n${say(ticket.language, 'mail.link', { url })}`,
      ticketId: ticket.id,
      messageId,
      eventId,
    });
  }
}
