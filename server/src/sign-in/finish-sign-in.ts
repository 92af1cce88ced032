import type { Context } from '../context.ts';
import { holdActive, letIn, type SignedIn } from '../people/let-in.ts';
import type { SessionOrigin } from '../people/sessions.ts';
import { countTry, tellOfLockOut } from '../people/sign-in-tries.ts';
import { Refusal } from '../platform/errors.ts';
import type { Db } from '../tables.ts';
import { findChallenge, finishChallenge, takeChallenge } from './challenges.ts';
import { takePasskey, type WebAuthnJson } from './passkeys.ts';
import type { RelyingParty } from './relying-party.ts';
import { takeCode } from './take-code.ts';

const expired = () => new Refusal('unauthenticated', 'sign_in_expired');

/**
 * Finishes a sign-in by a code of the authenticator app or a recovery code. A wrong one counts as a failed try, as a
 * wrong password does. Throws `Refusal` 401 when it does not fit or the sign-in is too old, 429 while locked out.
 */
export async function finishByCode(
  db: Db,
  context: Context,
  token: string | null,
  code: string,
  from: SessionOrigin,
): Promise<SignedIn> {
  const { id, userId, content } = await findChallenge(db, context, 'second_factor', token);
  const half = userId && (await holdActive(db, context, userId, content.passwordMark));
  if (!half) throw expired();
  const tries = await countTry(db, context, half.email);
  const signedIn = await db.transaction().execute(async (tx) => {
    const user = await holdActive(tx, context, half.id, content.passwordMark);
    if (!user) throw expired();
    const acting: Context = { ...context, actor: { kind: 'user', id: user.id, name: user.name } };
    if (!(await takeCode(tx, acting, user.id, code))) return null;
    await finishChallenge(tx, context, id);
    return letIn(tx, context, user, from, { method: content.method, secondFactor: true });
  });
  if (signedIn) return signedIn;
  await tellOfLockOut(db, context, half.id, tries);
  throw new Refusal('unauthenticated', 'wrong_code');
}

/**
 * Signs in with a passkey. It needs no second factor: the browser has asked for finger, face or PIN, and the device is
 * the other one. It cannot be guessed, so it also lets in whom wrong passwords of others have locked out.
 */
export async function signInByPasskey(
  db: Db,
  context: Context,
  party: RelyingParty,
  input: { token: string | null; response: WebAuthnJson },
  from: SessionOrigin,
): Promise<SignedIn> {
  const { content } = await takeChallenge(db, context, 'passkey', input.token);
  return db.transaction().execute(async (tx) => {
    const taken = await takePasskey(tx, context, party, { ...input, ...content });
    const user = taken && (await holdActive(tx, context, taken.userId));
    if (!user) throw new Refusal('unauthenticated', 'passkey_wrong');
    return letIn(tx, context, user, from, { method: 'passkey', secondFactor: true });
  });
}
