import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { invalid, notFound } from '../platform/errors.ts';
import type { Db, Tx } from '../tables.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import { endSessions } from './sessions.ts';
import { countTry, forgetTries } from './sign-in-tries.ts';
import { tellOfPassword } from './tell-of-password.ts';
import { viewerOf } from './viewer.ts';

/**
 * Changes one's own password and ends one's other sessions. Whoever sits at a session that was left open must not find
 * the password out by trying: the tries count like those of the sign-in, and so on transactions of their own.
 */
export async function changePassword(
  db: Db,
  context: Context,
  input: { current: string; password: string },
): Promise<void> {
  const { userId, sessionId } = viewerOf(context);
  const user = await db
    .selectFrom('user_account')
    .select(['email', 'password_hash'])
    .where('org_id', '=', context.org)
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  await countTry(db, context, user.email);
  if (!(await checkPassword(user.password_hash, input.current))) throw invalid('current', 'wrong_password');
  const hash = await hashPassword(input.password);
  await db.transaction().execute(async (tx) => {
    await storePassword(tx, context, userId, hash);
    await forgetTries(tx, context, user.email);
    await endSessions(tx, context, userId, { except: sessionId });
    await appendEvent(tx, context, { kind: 'password.changed', subject: { kind: 'user', id: userId } });
    await tellOfPassword(tx, context, userId, 'password_changed');
  });
}

/** Writes a new password; whoever was invited is active from now on. Throws not-found for a leaver. */
export async function storePassword(tx: Tx, context: Context, userId: string, hash: string): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('user_account')
    .set({ password_hash: hash, state: 'active' })
    .where('org_id', '=', context.org)
    .where('id', '=', userId)
    .where('state', '<>', 'deactivated')
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw notFound('user');
}
