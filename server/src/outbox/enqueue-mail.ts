import type { Context } from '../context.ts';
import { catchAllMailbox, mailboxById, mailboxOfTicket } from '../mailboxes/find-mailbox.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { correspondenceWith } from './correspondence.query.ts';
import { domainOf, senderAddress } from './sender-address.ts';
import { wayOut } from './sending/way-out.ts';

export interface OutgoingMail {
  /** what it is: reply, notice, consultation, reset … */
  kind: string;
  to: { address: string; name: string | null; customerId?: string; userId?: string };
  subject: string;
  body: string;
  /** the same as formatted text; images show files of ours by `cid:` */
  html?: string | null;
  ticketId?: string | null;
  messageId?: string | null;
  eventId?: string | null;
  /** written by the product itself, not by a person: marked as such, and three an hour at most go to one address */
  automatic?: boolean;
  /** the mailbox that it leaves from; without one the ticket's, or the one that catches all */
  mailboxId?: string | null;
  /** the mail that it answers; without one what the recipient wrote last about the ticket */
  inReplyTo?: string | null;
}

/**
 * Writes a mail that is to leave the house, in the transaction of the business step that it belongs to: after a kill
 * either both are there or neither. It has its own Message-ID from here on, and answers what the recipient wrote last.
 * While there is no way out it is held until a person lets it go. Gives the row's id.
 */
export async function enqueueMail(tx: Tx, context: Context, mail: OutgoingMail): Promise<string> {
  const id = newId(context.now);
  const mailbox = await mailboxFor(tx, context, mail);
  const thread = mail.ticketId
    ? await correspondenceWith(tx, context, { ...mail.to, ticketId: mail.ticketId })
    : { inReplyTo: null, references: [] };
  const inReplyTo = mail.inReplyTo ?? thread.inReplyTo;
  await tx
    .insertInto('outbox')
    .values({
      org_id: context.org,
      id,
      kind: mail.kind,
      recipient_address: mail.to.address,
      recipient_name: mail.to.name,
      customer_id: mail.to.customerId ?? null,
      user_id: mail.to.userId ?? null,
      ticket_id: mail.ticketId ?? null,
      message_id: mail.messageId ?? null,
      event_id: mail.eventId ?? null,
      subject: mail.subject,
      body: mail.body,
      html: mail.html ?? null,
      automatic: mail.automatic ?? false,
      mailbox_id: mailbox?.id ?? null,
      mail_id: `${id}@${domainOf(senderAddress(context.app, mailbox))}`,
      in_reply_to: inReplyTo,
      refs: [...new Set([...thread.references, ...(inReplyTo === null ? [] : [inReplyTo])])],
      state: 'queued',
      next_at: wayOut(context.app, mailbox) ? context.now : null,
      created_at: context.now,
      attempted_at: null,
      attempted_by: null,
      sent_at: null,
      error: null,
      answer: null,
      decided_by: null,
    })
    .execute();
  return id;
}

async function mailboxFor(tx: Tx, context: Context, mail: OutgoingMail): Promise<Mailbox | null> {
  const named = mail.mailboxId ? await mailboxById(tx, context.org, mail.mailboxId) : null;
  if (named) return named;
  return mail.ticketId ? mailboxOfTicket(tx, context, mail.ticketId) : catchAllMailbox(tx, context.org);
}
