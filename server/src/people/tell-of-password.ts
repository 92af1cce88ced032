import type { Context } from '../context.ts';
import { enqueueMail } from '../outbox/enqueue-mail.ts';
import { say } from '../platform/texts.ts';
import type { Tx } from '../tables.ts';

/**
 * Tells a person by mail that a link for a new password was made, or that the password was changed, so that nobody
 * does it behind their back. The link itself does not go into the outbox: whoever may look there could use it.
 */
export async function tellOfPassword(
  tx: Tx,
  context: Context,
  userId: string,
  what: 'reset_link_made' | 'password_changed',
): Promise<void> {
  const user = await tx
    .selectFrom('user_account')
    .select(['email', 'name', 'language'])
    .where('org_id', '=', context.org)
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  const params = { name: user.name, organisation: context.configuration.organisation };
  await enqueueMail(tx, context, {
    kind: what,
    to: { address: user.email, name: user.name, userId },
    subject: say(user.language, `mail.${what}.subject`, params),
    body: say(user.language, `mail.${what}.body`, params),
  });
}
