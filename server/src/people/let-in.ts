import { createHash } from 'node:crypto';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import type { Tx } from '../tables.ts';
import { beginSession, type SessionOrigin, type SignInWay } from './sessions.ts';
import { forgetTries } from './sign-in-tries.ts';

/** Somebody who has just signed in. */
export interface SignedIn {
  userId: string;
  token: string;
  expires: Date;
}

/** Lets somebody in who has proved who they are: failed tries are forgotten, a session begins. */
export async function letIn(
  tx: Tx,
  context: Context,
  user: { id: string; name: string; email: string },
  from: SessionOrigin,
  way: SignInWay,
): Promise<SignedIn> {
  await forgetTries(tx, context, user.email);
  const acting: Context = { ...context, actor: { kind: 'user', id: user.id, name: user.name } };
  const { token, expires } = await beginSession(tx, acting, user.id, from, way);
  return { userId: user.id, token, expires };
}

/**
 * The person, active, with the row held against a deactivation or a new password of this very moment. Null when they
 * are not, or when the password is not any more the one of the mark (see `passwordMark`).
 */
export async function holdActive(
  tx: Tx,
  context: Context,
  userId: string,
  mark?: string,
): Promise<{ id: string; name: string; email: string } | null> {
  const user = await tx
    .selectFrom('user_account')
    .select(['id', 'name', 'email', 'password_hash'])
    .where('org_id', '=', context.org)
    .where('id', '=', userId)
    .where('state', '=', 'active')
    .forShare()
    .executeTakeFirst();
  if (!user || (mark !== undefined && mark !== passwordMark(user.password_hash))) return null;
  return { id: user.id, name: user.name, email: user.email };
}

/** A mark by which a stored password is known again, without being kept twice. */
export function passwordMark(hash: string | null): string {
  return createHash('sha256')
    .update(hash ?? '')
    .digest('base64url');
}

/** The mark of the password that the person has at this moment. */
export async function passwordMarkOf(tx: Tx, context: Context, userId: string): Promise<string> {
  const { password_hash } = await tx
    .selectFrom('user_account')
    .select('password_hash')
    .where('org_id', '=', context.org)
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  return passwordMark(password_hash);
}

/** Whoever was invited and has come by another way than the invitation is active from now on. */
export async function welcomeInvited(tx: Tx, context: Context, userId: string): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('user_account')
    .set({ state: 'active' })
    .where('org_id', '=', context.org)
    .where('id', '=', userId)
    .where('state', '=', 'invited')
    .executeTakeFirst();
  if (numUpdatedRows === 1n)
    await appendEvent(tx, context, { kind: 'user.joined', subject: { kind: 'user', id: userId } });
}
