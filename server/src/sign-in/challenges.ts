import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { hashToken, newToken } from '../platform/secrets.ts';
import type { Tx } from '../tables.ts';

const cookie = 'shouwen_sign_in';
const lasts = 10 * 60_000;

/** What is needed to finish what a browser has begun. Stands sealed in the database; each kind is finished by one call. */
export interface Unfinished {
  /** after the password the code; the mark of the password holds it against one that is changed meanwhile */
  second_factor: { method: 'password' | 'provider'; passwordMark: string };
  /** a passkey to sign in with, to prove oneself once more, or to add */
  passkey: { challenge: string };
  passkey_proof: { challenge: string };
  passkey_new: { challenge: string };
  /** a visit to a provider */
  provider: {
    provider: string;
    purpose: 'sign_in' | 'confirm';
    session: string | null;
    state: string;
    nonce: string;
    verifier: string;
  };
}
export interface Challenge<Kind extends keyof Unfinished> {
  id: string;
  userId: string | null;
  content: Unfinished[Kind];
}

/** Keeps what a browser has begun. Gives the token with which that browser alone can finish it. */
export async function beginChallenge<Kind extends keyof Unfinished>(
  tx: Tx,
  context: Context,
  kind: Kind,
  content: Unfinished[Kind],
  userId: string | null = null,
): Promise<string> {
  const { org, now, app } = context;
  const { token, hash } = newToken();
  await tx
    .deleteFrom('sign_in_challenge') // index sign_in_challenge_age
    .where('org_id', '=', org)
    .where('expires_at', '<', now)
    .execute();
  await tx
    .insertInto('sign_in_challenge')
    .values({
      org_id: org,
      id: newId(now),
      token_hash: hash,
      kind,
      user_id: userId,
      sealed: app.secrets.encrypt(JSON.stringify(content)),
      created_at: now,
      expires_at: new Date(now.getTime() + lasts),
      used_at: null,
    })
    .execute();
  return token;
}

/** What the browser has begun. Throws `Refusal` 401 when it was finished, is too old, or was another browser's. */
export async function findChallenge<Kind extends keyof Unfinished>(
  tx: Tx,
  context: Context,
  kind: Kind,
  token: string | null,
): Promise<Challenge<Kind>> {
  const row = await tx
    .selectFrom('sign_in_challenge') // index sign_in_challenge_token
    .select(['id', 'user_id', 'sealed'])
    .where('org_id', '=', context.org)
    .where('token_hash', '=', hashToken(token ?? ''))
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('expires_at', '>', context.now)
    .executeTakeFirst();
  if (!row) throw new Refusal('unauthenticated', 'sign_in_expired');
  const content: Unfinished[Kind] = JSON.parse(context.app.secrets.decrypt(row.sealed));
  return { id: row.id, userId: row.user_id, content };
}

/** Marks it as finished. Of several that finish it at once, exactly one gets through; the others are refused. */
export async function finishChallenge(tx: Tx, context: Context, id: string): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('sign_in_challenge')
    .set({ used_at: context.now })
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Refusal('unauthenticated', 'sign_in_expired');
}

/** Finds it and marks it as finished, whatever comes of it: for what is not tried twice. */
export async function takeChallenge<Kind extends keyof Unfinished>(
  tx: Tx,
  context: Context,
  kind: Kind,
  token: string | null,
): Promise<Challenge<Kind>> {
  const challenge = await findChallenge(tx, context, kind, token);
  await finishChallenge(tx, context, challenge.id);
  return challenge;
}

/** The token goes to the browser in a cookie that scripts cannot read. */
export function handOver(context: Context, reply: FastifyReply, token: string): void {
  reply.setCookie(cookie, token, {
    path: '/api/v1',
    httpOnly: true,
    sameSite: 'lax',
    secure: context.app.settings.url.startsWith('https:'),
    maxAge: lasts / 1000,
  });
}
export const tokenOf = (request: FastifyRequest): string | null => request.cookies[cookie] ?? null;
export const takeBack = (reply: FastifyReply) => reply.clearCookie(cookie, { path: '/api/v1' });
