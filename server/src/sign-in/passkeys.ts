import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Context } from '../context.ts';
import { conflict, invalid } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import type { RelyingParty } from './relying-party.ts';

/** What browsers send and take: checked by the library, passed on as it is. */
export type WebAuthnJson = Record<string, unknown>;
const transports = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'];

/** What the browser needs to make a passkey for this person, and the challenge to be kept until then. */
export async function passkeyCreation(
  tx: Tx,
  context: Context,
  party: RelyingParty,
  user: { id: string; email: string; name: string },
): Promise<{ options: WebAuthnJson; challenge: string }> {
  const mine = await credentialsOf(tx, context, user.id);
  const options = await generateRegistrationOptions({
    rpName: context.configuration.organisation || 'Shouwen',
    rpID: party.id,
    userID: new TextEncoder().encode(user.id),
    userName: user.email,
    userDisplayName: user.name,
    attestationType: 'none',
    excludeCredentials: mine,
    // found without a name typed, and opened by finger, face or PIN: alone it is two factors
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return { options: { ...options }, challenge: options.challenge };
}

/** Stores the passkey that the browser made. Throws `Refusal` when it does not answer the challenge, or is known. */
export async function storePasskey(
  tx: Tx,
  context: Context,
  party: RelyingParty,
  input: { userId: string; name: string; response: WebAuthnJson; challenge: string },
): Promise<string> {
  const made = await verifyRegistrationResponse({
    response: input.response as unknown as RegistrationResponseJSON,
    expectedChallenge: input.challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
  }).catch(() => null); // the library throws on whatever does not fit
  if (!made?.verified) throw invalid('response', 'passkey_wrong');
  const { credential } = made.registrationInfo;
  const id = newId(context.now);
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('passkey')
    .values({
      org_id: context.org,
      id,
      user_id: input.userId,
      credential_id: credential.id,
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: (credential.transports ?? []).filter((one) => transports.includes(one)),
      name: input.name,
      created_at: context.now,
      last_used_at: null,
    })
    .onConflict((clash) => clash.columns(['org_id', 'credential_id']).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) throw conflict('passkey_known');
  return id;
}

/** What the browser needs to use a passkey: any that it has for us, or one of this person. */
export async function passkeyRequest(
  tx: Tx,
  context: Context,
  party: RelyingParty,
  userId?: string,
): Promise<{ options: WebAuthnJson; challenge: string }> {
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    userVerification: 'required',
    ...(userId ? { allowCredentials: await credentialsOf(tx, context, userId) } : {}),
  });
  return { options: { ...options }, challenge: options.challenge };
}

/**
 * Whose passkey has signed the challenge; null when none of ours has, or when its counter says that it was copied.
 * Belongs into the transaction of what it opens: the counter is stored with it.
 */
export async function takePasskey(
  tx: Tx,
  context: Context,
  party: RelyingParty,
  { response, challenge }: { response: WebAuthnJson; challenge: string },
): Promise<{ userId: string } | null> {
  if (typeof response.id !== 'string') return null;
  const row = await tx
    .selectFrom('passkey') // index passkey_credential
    .selectAll()
    .where('org_id', '=', context.org)
    .where('credential_id', '=', response.id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  const used = await verifyAuthenticationResponse({
    response: response as unknown as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: {
      id: row.credential_id,
      publicKey: new Uint8Array(row.public_key),
      counter: row.counter,
      transports: row.transports,
    },
  }).catch(() => null); // the library throws on whatever does not fit
  if (!used?.verified) return null;
  await tx
    .updateTable('passkey')
    .set({ counter: used.authenticationInfo.newCounter, last_used_at: context.now })
    .where('org_id', '=', context.org)
    .where('id', '=', row.id)
    .execute();
  return { userId: row.user_id };
}

/** Takes away one passkey of a person, or all of them. Gives how many there were. */
export async function dropPasskeys(tx: Tx, context: Context, userId: string, id?: string): Promise<number> {
  let gone = tx.deleteFrom('passkey').where('org_id', '=', context.org).where('user_id', '=', userId);
  if (id) gone = gone.where('id', '=', id);
  return Number((await gone.executeTakeFirst()).numDeletedRows);
}

async function credentialsOf(tx: Tx, context: Context, userId: string) {
  const rows = await tx
    .selectFrom('passkey') // index passkey_by_user
    .select(['credential_id', 'transports'])
    .where('org_id', '=', context.org)
    .where('user_id', '=', userId)
    .execute();
  return rows.map((row) => ({ id: row.credential_id, transports: row.transports }));
}
