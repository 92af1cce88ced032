import type { ReadMail } from '@shouwen/mail';
import type { Context } from '../../context.ts';
import { turnedUp } from '../../outbox/turned-up.ts';
import type { Tx } from '../../tables.ts';
import { blockedBy } from './block-list.ts';
import { comeAgain, forOther } from './come-again.ts';
import { idOf } from './facts.ts';
import { findThread } from './find-thread.query.ts';
import { recipientsOf } from './mailboxes-of.ts';
import { openFromMail } from './open-from-mail.ts';
import { ownMail } from './own-mail.query.ts';
import { sameMail } from './same-mail.query.ts';
import { forgetBounce, takeBounce } from './take-bounce.ts';
import type { Arrival } from './take-in.ts';
import { takeReply } from './take-reply.ts';
import type { Judgement } from './verdict.ts';

/**
 * What becomes of a mail, in this order: the same one came before; nothing is wanted from its sender; it tells that a
 * mail of ours did not arrive; it is a mail of ours that came back; it goes on with a ticket; else a machine, a list or
 * a stranger's trick, or a new request.
 */
export async function judge(tx: Tx, context: Context, arrival: Arrival): Promise<Judgement> {
  const { row, mail, asOrdinary } = arrival;
  await turnedUp(tx, context, namedBy(mail), 'mail');
  const earlier = await sameMail(tx, context, row, mail);
  if (!asOrdinary) {
    const again = await comeAgain(tx, context, arrival, earlier);
    if (again) return again;
    const pattern = await blockedBy(tx, context, mail.from?.address ?? row.envelope_from);
    if (pattern) return { verdict: 'spam', reason: { key: 'blocked', pattern } };
    if (mail.nature === 'bounce') return takeBounce(tx, context, arrival);
    const own = await ownMail(tx, context, mail);
    if (own) return own;
  }
  if (mail.from && mail.nature === 'ordinary') await forgetBounce(tx, context, mail.from.address);
  const thread = await findThread(tx, context, mail, recipientsOf(row, mail));
  if (thread) return takeReply(tx, context, arrival, thread);
  const judgement = await openFromMail(tx, context, arrival);
  if (judgement.verdict === 'new_ticket' && judgement.ticketId)
    for (const other of arrival.mailboxes.slice(1))
      await forOther(tx, context, arrival, judgement.ticketId, other);
  return judgement;
}

const mostNamed = 100;

/** The mails that a mail names, and itself: whatever of it is ours has left the house. */
function namedBy({ messageId, inReplyTo, references, bounce }: ReadMail): string[] {
  const named = [messageId, ...inReplyTo, ...references, ...bounce.map((one) => one.originalMessageId)];
  return named.flatMap((id) => idOf(id) ?? []).slice(0, mostNamed);
}
