import type { MailAddress } from '@shouwen/mail';
import type { Context } from '../../context.ts';
import { isEmail, normaliseEmail } from '../../customers/normalise.ts';
import { acknowledge } from '../../outbox/acknowledge.ts';
import type { Tx } from '../../tables.ts';
import type { TicketRow } from '../../tickets/find-ticket.ts';
import type { Arrival } from './take-in.ts';

const tooLate = 3 * 86_400_000; // ms: whoever wrote before that does not wait for a receipt

/** Lets the writer of a mail that has opened a ticket know, where that is wished; not for what was imported or is old. */
export async function acknowledgeMail(
  tx: Tx,
  context: Context,
  { row, mail, mailboxes }: Arrival,
  ticket: TicketRow,
  customer: { id: string; name: string },
  writer: MailAddress | null,
): Promise<void> {
  const [mailbox] = mailboxes;
  const old = mail.date !== null && context.now.getTime() - mail.date.getTime() > tooLate;
  if (!mailbox || !writer || old || row.source === 'import') return;
  const address = normaliseEmail(writer.address);
  if (!isEmail(address)) return;
  await acknowledge(tx, context, {
    ticket,
    customer: { ...customer, address },
    mail: { nature: mail.nature, subject: mail.subject, messageId: mail.messageId },
    mailbox,
  });
}
