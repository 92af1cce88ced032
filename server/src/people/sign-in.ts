import type { Context } from '../context.ts';
import { Refusal } from '../platform/errors.ts';
import { beginChallenge } from '../sign-in/challenges.ts';
import { factorsOf, hasFactor } from '../sign-in/factors.ts';
import type { Db } from '../tables.ts';
import { normaliseAddress } from './addresses.ts';
import { holdActive, letIn, passwordMark, type SignedIn } from './let-in.ts';
import { checkPassword } from './passwords.ts';
import type { SessionOrigin } from './sessions.ts';
import { countTry, tellOfLockOut } from './sign-in-tries.ts';

/** The password fits, and the person has set up a second factor: the token is for finishing with it. */
export interface HalfSignedIn {
  half: true;
  token: string;
  totp: boolean;
  passkey: boolean;
}

/**
 * Signs in with mail address and password and begins a session, or the second step for whoever has a second factor. It
 * runs on its own transactions, because a try has to be counted although it is refused. Throws `Refusal` 401 for
 * whatever does not fit, 429 while locked out; neither tells whether the address is known.
 */
export async function signIn(
  db: Db,
  context: Context,
  input: { email: string; password: string },
  from: SessionOrigin,
): Promise<SignedIn | HalfSignedIn> {
  const tries = await countTry(db, context, input.email);
  const user = await db
    .selectFrom('user_account')
    .select(['id', 'password_hash', 'state'])
    .where('org_id', '=', context.org)
    .where('email', '=', normaliseAddress(input.email))
    .executeTakeFirst();
  const fits = await checkPassword(user?.password_hash ?? null, input.password);
  if (!user || !fits || user.state !== 'active') {
    if (user) await tellOfLockOut(db, context, user.id, tries);
    throw new Refusal('unauthenticated', 'wrong_credentials');
  }
  const mark = passwordMark(user.password_hash);
  return db.transaction().execute(async (tx) => {
    const still = await holdActive(tx, context, user.id, mark);
    if (!still) throw new Refusal('unauthenticated', 'wrong_credentials');
    const factors = await factorsOf(tx, context, user.id);
    if (!hasFactor(factors))
      return letIn(tx, context, still, from, { method: 'password', secondFactor: false });
    // the try stays counted until the second factor fits as well
    const content = { method: 'password' as const, passwordMark: mark };
    const token = await beginChallenge(tx, context, 'second_factor', content, user.id);
    return { half: true, token, totp: factors.totp, passkey: factors.passkeys > 0 };
  });
}
