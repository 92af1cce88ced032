import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { newToken } from '../platform/secrets.ts';
import type { Tx } from '../tables.ts';
import { viewerOf } from './viewer.ts';

const lasts = 14 * 24 * 3_600_000;

/** With what somebody signed in. */
export interface SignInWay {
  method: 'password' | 'passkey' | 'provider';
  secondFactor: boolean;
}
const byPassword: SignInWay = { method: 'password', secondFactor: false };

/** Where a session was begun. */
export interface SessionOrigin {
  userAgent: string;
  address: string;
}

/** Begins a session. Gives its token, which only the cookie holds, and when it ends. */
export async function beginSession(
  tx: Tx,
  context: Context,
  userId: string,
  from: SessionOrigin,
  { method, secondFactor }: SignInWay = byPassword,
): Promise<{ id: string; token: string; expires: Date }> {
  const { token, hash } = newToken();
  const id = newId(context.now);
  const expires = new Date(context.now.getTime() + lasts);
  const userAgent = from.userAgent.slice(0, 300);
  await tx
    .insertInto('session')
    .values({
      org_id: context.org,
      id,
      token_hash: hash,
      user_id: userId,
      created_at: context.now,
      last_seen_at: context.now,
      expires_at: expires,
      ended_at: null,
      user_agent: userAgent,
      address: from.address,
      method,
      second_factor: secondFactor,
      confirmed_at: context.now,
    })
    .execute();
  await appendEvent(tx, context, {
    kind: 'session.began',
    subject: { kind: 'user', id: userId },
    data: { session: id, method, second_factor: secondFactor },
    payload: { user_agent: userAgent, address: from.address },
  });
  return { id, token, expires };
}

/**
 * Ends sessions of a person at once: each request looks its session up. `only` ends that one, `except` leaves that one.
 * Gives how many were ended; one event tells of all of them.
 */
export async function endSessions(
  tx: Tx,
  context: Context,
  userId: string,
  which: { only?: string; except?: string | null } = {},
): Promise<number> {
  let update = tx
    .updateTable('session') // index session_by_user
    .set({ ended_at: context.now })
    .where('org_id', '=', context.org)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null);
  if (which.only) update = update.where('id', '=', which.only);
  if (which.except) update = update.where('id', '<>', which.except);
  const ended = await update.returning('id').execute();
  if (ended.length > 0)
    await appendEvent(tx, context, {
      kind: 'session.ended',
      subject: { kind: 'user', id: userId },
      data: { sessions: ended.map((session) => session.id).sort() },
    });
  return ended.length;
}

/** Ends one of one's own sessions. Throws not-found for anybody else's, and for one that has ended. */
export async function endMySession(tx: Tx, context: Context, id: string): Promise<void> {
  const ended = await endSessions(tx, context, viewerOf(context).userId, { only: id });
  if (ended === 0) throw notFound('session');
}

/** Notes that the person of the session was there just now; with `secondFactor` that they have proved one in it. */
export async function noteProof(
  tx: Tx,
  context: Context,
  sessionId: string,
  { secondFactor = false }: { secondFactor?: boolean } = {},
): Promise<void> {
  await tx
    .updateTable('session')
    .set({ confirmed_at: context.now, ...(secondFactor ? { second_factor: true } : {}) })
    .where('org_id', '=', context.org)
    .where('id', '=', sessionId)
    .execute();
}

/** The person's second factors are gone: no session counts as having proved one any more. */
export async function forgetSecondFactor(tx: Tx, context: Context, userId: string): Promise<void> {
  await tx
    .updateTable('session') // index session_by_user
    .set({ second_factor: false })
    .where('org_id', '=', context.org)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .execute();
}
