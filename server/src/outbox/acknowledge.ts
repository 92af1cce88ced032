import { sql } from 'kysely';
import { calendarsInForce } from '../calendars/choose-calendar.ts';
import type { Context } from '../context.ts';
import { customerLink } from '../links/customer-link.ts';
import { mailboxesFor } from '../mailboxes/find-mailbox.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from '../tickets/find-ticket.ts';
import { enqueueMail } from './enqueue-mail.ts';
import { expectedAnswer } from './expected-answer.ts';
import { automaticAnHour } from './sending/claim-mail.ts';
import { mailText } from './templates/mail-text.ts';

/** A mail that has opened a ticket. */
export interface ToAcknowledge {
  ticket: Pick<TicketRow, 'id' | 'number' | 'subject' | 'language'>;
  customer: { id: string; name: string; address: string };
  mail: { nature: string; subject: string; messageId: string | null };
  mailbox: Mailbox;
}

/** What became of it: `sent` is on its way, everything else says why there is none. */
export type Acknowledged = 'sent' | 'off' | 'automatic' | 'own_address' | 'loop' | 'too_many';

const [hour, day] = [3_600_000, 86_400_000];
const remembered = 30 * day;
/** As often within 30 days is a mail of one and the same subject acknowledged to one address. */
const sameSubject = 3;
/** Who writes from such an address is no person. */
const robot = /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)(?:[+@.-]|$)/i;

/**
 * Tells a customer that their mail was received, under which number, and when to expect an answer (INT-16, INT-35).
 * Never in answer to an automatic mail (RFC 3834), to one of our own addresses, or to what carries the subject of an
 * automatic mail that we sent there in the last 30 days: however the marks were lost on the way, two programs that
 * answer each other end with the third mail.
 */
export async function acknowledge(tx: Tx, context: Context, given: ToAcknowledge): Promise<Acknowledged> {
  const { ticket, customer, mail, mailbox } = given;
  if (!mailbox.acknowledge) return 'off';
  if (mail.nature !== 'ordinary' || robot.test(customer.address)) return 'automatic';
  if ((await mailboxesFor(tx, context.org, [customer.address])).length > 0) return 'own_address';
  const earlier = await automaticMailTo(tx, context, customer.address, mail.subject);
  if (earlier.echoed || earlier.alike >= sameSubject) return 'loop';
  if (earlier.lastHour >= automaticAnHour) return 'too_many';
  const calendar =
    mailbox.calendar === null ? undefined : calendarsInForce(context.configuration).get(mailbox.calendar);
  const text = mailText(context, 'acknowledgement', ticket.language, {
    mailbox,
    ticket,
    customer: customer.name,
    link: await customerLink(tx, context, ticket.id, customer.id),
    expected: await expectedAnswer(tx, context, ticket, calendar),
  });
  await enqueueMail(tx, context, {
    kind: 'acknowledgement',
    to: { address: customer.address, name: customer.name, customerId: customer.id },
    ...text,
    ticketId: ticket.id,
    automatic: true,
    mailboxId: mailbox.id,
    inReplyTo: mail.messageId,
  });
  return 'sent';
}

/**
 * What went to an address by itself: whether the subject of one stands in this subject, how many had this subject in
 * theirs, and how many were written within the hour (index outbox_automatic). Case and spaces do not count, and of a
 * long subject the beginning does, for programs cut them.
 */
async function automaticMailTo(
  tx: Tx,
  context: Context,
  address: string,
  subject: string,
): Promise<{ echoed: boolean; alike: number; lastHour: number }> {
  const folded = subject.toLowerCase().replace(/\s+/g, '');
  const theirs = sql`left(regexp_replace(lower(subject), '\\s+', '', 'g'), 80)`;
  const { rows } = await sql<{ echoed: boolean | null; alike: number; last_hour: number }>`
    select bool_or(position(${theirs} in ${folded}) > 0) as echoed,
      count(*) filter (where ${folded} <> '' and position(${folded} in ${theirs}) > 0)::int as alike,
      count(*) filter (where created_at > ${new Date(context.now.getTime() - hour)})::int as last_hour
    from outbox where org_id = ${context.org} and automatic and recipient_address = ${address}
      and created_at > ${new Date(context.now.getTime() - remembered)}`.execute(tx);
  const [found] = rows;
  return { echoed: found?.echoed ?? false, alike: found?.alike ?? 0, lastHour: found?.last_hour ?? 0 };
}
