import type { Context } from '../context.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';

export interface OutgoingMail {
  /** what it is: reply, notice, consultation, reset … */
  kind: string;
  to: { address: string; name: string | null; customerId?: string; userId?: string };
  subject: string;
  body: string;
  ticketId?: string | null;
  messageId?: string | null;
  eventId?: string | null;
}

/**
 * Writes a mail that is to leave the house, in the transaction of the business step that it belongs to: after a kill
 * either both are there or neither. Gives the row's id.
 */
export async function enqueueMail(tx: Tx, context: Context, mail: OutgoingMail): Promise<string> {
  const id = newId(context.now);
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
      state: 'queued',
      created_at: context.now,
      attempted_at: null,
      sent_at: null,
      error: null,
    })
    .execute();
  return id;
}
