import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { hashToken, newToken } from '../platform/secrets.ts';
import type { Tx } from '../tables.ts';
import { storePassword } from './change-password.ts';
import { lockManaged } from './lock-people.ts';
import { hashPassword } from './passwords.ts';
import { endSessions } from './sessions.ts';
import { forgetTries } from './sign-in-tries.ts';
import { tellOfPassword } from './tell-of-password.ts';

const lasts = 24 * 3_600_000;

/**
 * Makes the link with which a person sets a password, for an administrator to hand over; also the invitation of
 * somebody new. It is valid once and for a day, and takes the place of one made before. Only its digest is stored.
 */
export async function makeResetLink(
  tx: Tx,
  context: Context,
  userId: string,
): Promise<{ url: string; expires_at: string }> {
  const user = await lockManaged(tx, context, userId);
  if (user.row.state === 'deactivated') throw conflict('user_deactivated');
  await voidResetLinks(tx, context, userId);
  const { token, hash } = newToken();
  const expires = new Date(context.now.getTime() + lasts);
  const id = newId(context.now);
  await tx
    .insertInto('password_reset')
    .values({
      org_id: context.org,
      id,
      token_hash: hash,
      user_id: userId,
      created_at: context.now,
      created_by: context.actor.id,
      expires_at: expires,
      used_at: null,
    })
    .execute();
  await appendEvent(tx, context, {
    kind: 'password.link_made',
    subject: { kind: 'user', id: userId },
    data: { link: id, expires_at: expires.toISOString() },
  });
  if (user.row.state === 'active') await tellOfPassword(tx, context, userId, 'reset_link_made');
  return { url: `${context.app.settings.url}/reset/${token}`, expires_at: expires.toISOString() };
}

/** Makes links that were handed out worthless. */
export async function voidResetLinks(tx: Tx, context: Context, userId: string): Promise<void> {
  await tx
    .updateTable('password_reset') // index password_reset_by_user
    .set({ used_at: context.now })
    .where('org_id', '=', context.org)
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .execute();
}

/**
 * Sets a password by a link: ends every session, lifts a lock-out, lets in whoever was invited. Throws the same
 * not-found for a link that never was, was used, was replaced or is too old.
 */
export async function resetPassword(
  tx: Tx,
  context: Context,
  token: string,
  password: string,
): Promise<void> {
  const found = await findLink(tx, context, token);
  const hash = await hashPassword(password);
  const user = await tx
    .selectFrom('user_account')
    .select(['id', 'name', 'email', 'state'])
    .where('org_id', '=', context.org)
    .where('id', '=', found.user_id)
    .where('state', '<>', 'deactivated')
    .forNoKeyUpdate()
    .executeTakeFirst();
  const { numUpdatedRows } = await tx
    .updateTable('password_reset')
    .set({ used_at: context.now })
    .where('org_id', '=', context.org)
    .where('id', '=', found.id)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  if (!user || numUpdatedRows !== 1n) throw notFound('reset_link');
  const acting: Context = { ...context, actor: { kind: 'user', id: user.id, name: user.name } };
  await storePassword(tx, acting, user.id, hash);
  await forgetTries(tx, acting, user.email);
  await endSessions(tx, acting, user.id);
  await appendEvent(tx, acting, {
    kind: 'password.reset',
    subject: { kind: 'user', id: user.id },
    data: { link: found.id, invitation: user.state === 'invited' },
  });
  if (user.state === 'active') await tellOfPassword(tx, acting, user.id, 'password_changed');
}

async function findLink(tx: Tx, context: Context, token: string): Promise<{ id: string; user_id: string }> {
  const link = await tx
    .selectFrom('password_reset')
    .select(['id', 'user_id'])
    .where('org_id', '=', context.org)
    .where('token_hash', '=', hashToken(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', context.now)
    .executeTakeFirst();
  if (!link) throw notFound('reset_link');
  return link;
}
