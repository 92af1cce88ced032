import type { ReadMail } from '@shouwen/mail';
import type { Context } from '../../context.ts';
import { mailboxesFor } from '../../mailboxes/find-mailbox.ts';
import type { Tx } from '../../tables.ts';
import type { Judgement } from './verdict.ts';

/**
 * A mail that we sent and that came back to us, because a colleague put our own address into copy, say: its Message-ID
 * is one that we made (index outbox_mail_id), and one of our mailboxes wrote it. Null for every other; what a colleague
 * writes from a mailbox of ours with another program is a mail like any other.
 */
export async function ownMail(tx: Tx, context: Context, mail: ReadMail): Promise<Judgement | null> {
  if (!mail.messageId || !mail.from) return null;
  const sent = await tx
    .selectFrom('outbox')
    .select('ticket_id')
    .where('org_id', '=', context.org)
    .where('mail_id', '=', mail.messageId)
    .executeTakeFirst();
  if (!sent) return null;
  const [ours] = await mailboxesFor(tx, context.org, [mail.from.address]);
  if (!ours) return null;
  return { verdict: 'duplicate', reason: { key: 'own_mail' }, ticketId: sent.ticket_id };
}
