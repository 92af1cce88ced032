import type { Context } from '../context.ts';
import { enqueueMail } from '../outbox/enqueue-mail.ts';
import { say } from '../platform/texts.ts';
import type { Tx } from '../tables.ts';

/** What happened to the ways in which a person signs in. */
export type AccountNews =
  | 'reset_link_made'
  | 'password_changed'
  | 'second_factor_added'
  | 'second_factor_removed'
  | 'recovery_code_used';

/**
 * Tells a person by mail that a link for a new password was made, that the password was changed, or what happened to
 * their second factors, so that nobody does it behind their back. The link itself does not go into the outbox: whoever may look there could use it.
 */
export async function tellOfPassword(
  tx: Tx,
  context: Context,
  userId: string,
  what: AccountNews,
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
    automatic: true,
    subject: say(user.language, `mail.${what}.subject`, params),
    body: say(user.language, `mail.${what}.body`, params),
  });
}
