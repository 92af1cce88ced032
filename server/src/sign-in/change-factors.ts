import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { lockManaged } from '../people/lock-people.ts';
import { secondFactorDemanded } from '../people/second-factor-demand.ts';
import { endSessions, forgetSecondFactor, noteProof } from '../people/sessions.ts';
import { tellOfPassword } from '../people/tell-of-password.ts';
import { viewerOf } from '../people/viewer.ts';
import { conflict, notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { takeChallenge } from './challenges.ts';
import { sessionOf } from './confirm.ts';
import { factorsOf, hasFactor } from './factors.ts';
import { dropPasskeys, storePasskey, type WebAuthnJson } from './passkeys.ts';
import { dropRecoveryCodes, makeRecoveryCodes } from './recovery-codes.ts';
import type { RelyingParty } from './relying-party.ts';
import { beginTotp, dropTotp, finishTotp } from './totp.ts';

/** Begins to set up my authenticator app. */
export async function beginMyTotp(tx: Tx, context: Context): Promise<{ secret: string; uri: string }> {
  return beginTotp(tx, context, await lockMe(tx, context));
}

/** Sets up my authenticator app by its first code. Gives recovery codes with the first factor. */
export async function finishMyTotp(tx: Tx, context: Context, code: string): Promise<string[] | null> {
  const { id } = await lockMe(tx, context);
  const had = hasFactor(await factorsOf(tx, context, id));
  await finishTotp(tx, context, id, code.replace(/\s/g, ''));
  return added(tx, context, { kind: 'totp', first: !had });
}

/** Adds the passkey that my browser made. Gives recovery codes with the first factor. */
export async function addMyPasskey(
  tx: Tx,
  context: Context,
  party: RelyingParty,
  input: { name: string; response: WebAuthnJson; token: string | null },
): Promise<string[] | null> {
  const { id } = await lockMe(tx, context);
  const had = hasFactor(await factorsOf(tx, context, id));
  const challenge = await takeChallenge(tx, context, 'passkey_new', input.token);
  if (challenge.userId !== id) throw notFound('passkey');
  await storePasskey(tx, context, party, { ...input, ...challenge.content, userId: id });
  return added(tx, context, { kind: 'passkey', first: !had });
}

/** Takes my authenticator app away. Throws a conflict when it is the last factor and one is demanded. */
export async function removeMyTotp(tx: Tx, context: Context): Promise<void> {
  const { id } = await lockMe(tx, context);
  if (!(await dropTotp(tx, context, id))) throw notFound('totp');
  await removed(tx, context, id, 'totp');
}

/** Takes one of my passkeys away. Throws a conflict when it is the last factor and one is demanded. */
export async function removeMyPasskey(tx: Tx, context: Context, passkeyId: string): Promise<void> {
  const { id } = await lockMe(tx, context);
  if ((await dropPasskeys(tx, context, id, passkeyId)) === 0) throw notFound('passkey');
  await removed(tx, context, id, 'passkey');
}

/** Gives me new recovery codes in place of the old ones. */
export async function renewMyRecoveryCodes(tx: Tx, context: Context): Promise<string[]> {
  const { id } = await lockMe(tx, context);
  if (!hasFactor(await factorsOf(tx, context, id))) throw conflict('no_second_factor');
  const codes = await makeRecoveryCodes(tx, context, id);
  await appendEvent(tx, context, { kind: 'recovery_codes.renewed', subject: { kind: 'user', id } });
  return codes;
}

/**
 * Takes all second factors from somebody who has lost them, and ends their sessions. They sign in with the password
 * again, and set up a new factor at once where one is demanded. Throws a conflict when there is none.
 */
export async function removeSecondFactors(tx: Tx, context: Context, userId: string): Promise<void> {
  await lockManaged(tx, context, userId);
  const totp = await dropTotp(tx, context, userId);
  const passkeys = await dropPasskeys(tx, context, userId);
  if (!totp && passkeys === 0) throw conflict('no_second_factor');
  await dropRecoveryCodes(tx, context, userId);
  await forgetSecondFactor(tx, context, userId);
  await endSessions(tx, context, userId);
  await appendEvent(tx, context, {
    kind: 'second_factor.removed',
    subject: { kind: 'user', id: userId },
    data: { totp, passkeys, lost: true },
  });
  await tellOfPassword(tx, context, userId, 'second_factor_removed');
}

/** My own row, locked: one change of my factors at a time. Only in a session. */
async function lockMe(tx: Tx, context: Context): Promise<{ id: string; email: string; name: string }> {
  const { userId } = sessionOf(context);
  return tx
    .selectFrom('user_account')
    .select(['id', 'email', 'name'])
    .where('org_id', '=', context.org)
    .where('id', '=', userId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
}

async function added(
  tx: Tx,
  context: Context,
  { kind, first }: { kind: 'totp' | 'passkey'; first: boolean },
): Promise<string[] | null> {
  const { userId, sessionId } = sessionOf(context);
  await noteProof(tx, context, sessionId, { secondFactor: true });
  // whoever had only the password is out, wherever they sit
  if (first) await endSessions(tx, context, userId, { except: sessionId });
  await appendEvent(tx, context, {
    kind: 'second_factor.added',
    subject: { kind: 'user', id: userId },
    data: { kind },
  });
  await tellOfPassword(tx, context, userId, 'second_factor_added');
  return first ? makeRecoveryCodes(tx, context, userId) : null;
}

async function removed(tx: Tx, context: Context, userId: string, kind: 'totp' | 'passkey'): Promise<void> {
  if (!hasFactor(await factorsOf(tx, context, userId))) {
    if (secondFactorDemanded(context.configuration, viewerOf(context).rights))
      throw conflict('second_factor_kept');
    await dropRecoveryCodes(tx, context, userId);
    await forgetSecondFactor(tx, context, userId);
  }
  await appendEvent(tx, context, {
    kind: 'second_factor.removed',
    subject: { kind: 'user', id: userId },
    data: { kind, lost: false },
  });
  await tellOfPassword(tx, context, userId, 'second_factor_removed');
}
