import type { MailAddress, ReadMail } from '@shouwen/mail';
import type { Context } from '../../context.ts';
import { mailboxesFor } from '../../mailboxes/find-mailbox.ts';
import { normaliseAddress } from '../../people/addresses.ts';
import type { Tx } from '../../tables.ts';

/** The active member of staff whose mail address wrote it; null for everybody else. */
export async function staffBehind(
  tx: Tx,
  context: Context,
  from: MailAddress | null,
): Promise<{ id: string; name: string } | null> {
  if (!from) return null;
  const user = await tx
    .selectFrom('user_account')
    .select(['id', 'name'])
    .where('org_id', '=', context.org)
    .where('email', '=', normaliseAddress(from.address))
    .where('state', '=', 'active')
    .executeTakeFirst();
  return user ?? null;
}

/**
 * To whom an answer goes, and who so is the customer: the address for answers where the mail names one that is not
 * ours (a form on a web site writes as itself and names its visitor there), else the sender.
 */
export async function writerOf(tx: Tx, context: Context, mail: ReadMail): Promise<MailAddress | null> {
  const [named] = mail.replyTo;
  if (!named || named.address === mail.from?.address) return mail.from;
  const [ours] = await mailboxesFor(tx, context.org, [named.address]);
  if (ours && mail.from) return mail.from;
  return named;
}
