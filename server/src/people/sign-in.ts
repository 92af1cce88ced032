import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { Refusal } from '../platform/errors.ts';
import type { Db } from '../tables.ts';
import { normaliseAddress } from './addresses.ts';
import { checkPassword } from './passwords.ts';
import { beginSession, type SessionOrigin } from './sessions.ts';
import { countTry, forgetTries, triesAllowed } from './sign-in-tries.ts';

/**
 * Signs in with mail address and password and begins a session. It runs on its own transactions, because a try has to
 * be counted although it is refused. Throws `Refusal` 401 for whatever does not fit, 429 while locked out; neither
 * tells whether the address is known.
 */
export async function signIn(
  db: Db,
  context: Context,
  input: { email: string; password: string },
  from: SessionOrigin,
): Promise<{ userId: string; token: string; expires: Date }> {
  const tries = await countTry(db, context, input.email);
  const user = await db
    .selectFrom('user_account')
    .select(['id', 'name', 'email', 'password_hash', 'state'])
    .where('org_id', '=', context.org)
    .where('email', '=', normaliseAddress(input.email))
    .executeTakeFirst();
  const fits = await checkPassword(user?.password_hash ?? null, input.password);
  if (!user || !fits || user.state !== 'active') {
    if (user && tries === triesAllowed) await tellOfLockOut(db, context, user.id);
    throw new Refusal('unauthenticated', 'wrong_credentials');
  }
  return db.transaction().execute(async (tx) => {
    // held against a deactivation or a new password of this very moment
    const still = await tx
      .selectFrom('user_account')
      .select('id')
      .where('org_id', '=', context.org)
      .where('id', '=', user.id)
      .where('state', '=', 'active')
      .where('password_hash', '=', user.password_hash)
      .forShare()
      .executeTakeFirst();
    if (!still) throw new Refusal('unauthenticated', 'wrong_credentials');
    await forgetTries(tx, context, user.email);
    const acting: Context = { ...context, actor: { kind: 'user', id: user.id, name: user.name } };
    const { token, expires } = await beginSession(tx, acting, user.id, from);
    return { userId: user.id, token, expires };
  });
}

async function tellOfLockOut(db: Db, context: Context, userId: string): Promise<void> {
  await db
    .transaction()
    .execute((tx) =>
      appendEvent(tx, context, { kind: 'user.locked_out', subject: { kind: 'user', id: userId } }),
    );
}
