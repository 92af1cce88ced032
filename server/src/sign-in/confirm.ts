import type { Proof } from '@shouwen/api';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { confirmedUntil } from '../people/confirmed.ts';
import { checkPassword } from '../people/passwords.ts';
import { noteProof } from '../people/sessions.ts';
import { countTry, forgetTries, tellOfLockOut } from '../people/sign-in-tries.ts';
import { viewerOf } from '../people/viewer.ts';
import { invalid, Refusal } from '../platform/errors.ts';
import type { Db, Tx } from '../tables.ts';
import { takeChallenge } from './challenges.ts';
import { takePasskey, type WebAuthnJson } from './passkeys.ts';
import type { RelyingParty } from './relying-party.ts';
import { takeCode } from './take-code.ts';

/** The session of whoever calls. Throws for an API key: it has no person at the screen. */
export function sessionOf(context: Context): { userId: string; sessionId: string } {
  const { userId, sessionId } = viewerOf(context);
  if (!sessionId) throw new Refusal('forbidden', 'session_needed');
  return { userId, sessionId };
}

/**
 * Proves once more, by password or code, that the person of the session is there. Wrong ones count as failed tries, as
 * at the sign-in: whoever sits at a session that was left open must not find them out. Gives until when it holds.
 */
export async function confirm(
  db: Db,
  context: Context,
  { password, code }: { password?: string | undefined; code?: string | undefined },
): Promise<Date> {
  const { userId } = sessionOf(context);
  const user = await db
    .selectFrom('user_account')
    .select(['email', 'password_hash'])
    .where('org_id', '=', context.org)
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  const tries = await countTry(db, context, user.email);
  const fits = password === undefined || (await checkPassword(user.password_hash, password));
  const until = await db.transaction().execute(async (tx) => {
    if (!fits) return null;
    if (code !== undefined && !(await takeCode(tx, context, userId, code))) return null;
    await forgetTries(tx, context, user.email);
    return proved(tx, context, code === undefined ? 'password' : 'code');
  });
  if (until) return until;
  await tellOfLockOut(db, context, userId, tries);
  throw code === undefined ? invalid('password', 'wrong_password') : invalid('code', 'wrong_code');
}

/** The same by a passkey of the person. */
export async function confirmByPasskey(
  db: Db,
  context: Context,
  party: RelyingParty,
  input: { token: string | null; response: WebAuthnJson },
): Promise<Date> {
  const { userId } = sessionOf(context);
  const challenge = await takeChallenge(db, context, 'passkey_proof', input.token);
  return db.transaction().execute(async (tx) => {
    const taken = await takePasskey(tx, context, party, { ...input, ...challenge.content });
    if (taken?.userId !== userId || challenge.userId !== userId) throw invalid('response', 'passkey_wrong');
    return proved(tx, context, 'passkey');
  });
}

/** Notes the proof in the session and tells of it. Gives until when it holds. */
export async function proved(tx: Tx, context: Context, by: Proof): Promise<Date> {
  const { userId, sessionId } = sessionOf(context);
  await noteProof(tx, context, sessionId, { secondFactor: by === 'code' || by === 'passkey' });
  await appendEvent(tx, context, {
    kind: 'session.confirmed',
    subject: { kind: 'user', id: userId },
    data: { session: sessionId, by },
  });
  const until = confirmedUntil({ ...viewerOf(context), confirmedAt: context.now }, context.now);
  if (!until) throw new Error('a proof that was given just now has run out');
  return until;
}
