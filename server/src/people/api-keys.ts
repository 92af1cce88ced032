import type { ApiKey } from '@shouwen/api';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import type { ApiKeyTable } from './tables.ts';

type ShownKey = z.input<typeof ApiKey>;

/** The API keys of a person, newest first, the revoked ones too (index api_key_by_user). */
export async function apiKeysOf(
  tx: Tx,
  context: Context,
  user: { id: string; name: string },
): Promise<{ items: ShownKey[] }> {
  const rows = await tx
    .selectFrom('api_key')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('user_id', '=', user.id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return { items: rows.map((row) => presentKey(row, user)) };
}

/**
 * Revokes API keys of a person at once: each request looks its key up. `only` revokes that one. One event for each.
 * Gives how many were revoked.
 */
export async function revokeApiKeys(
  tx: Tx,
  context: Context,
  userId: string,
  which: { only?: string } = {},
): Promise<number> {
  let update = tx
    .updateTable('api_key')
    .set({ revoked_at: context.now })
    .where('org_id', '=', context.org)
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null);
  if (which.only) update = update.where('id', '=', which.only);
  const revoked = await update.returning('id').execute();
  for (const { id } of revoked)
    await appendEvent(tx, context, {
      kind: 'api_key.revoked',
      subject: { kind: 'user', id: userId },
      data: { api_key: id },
    });
  return revoked.length;
}

/** Revokes one of one's own keys; without effect when it is revoked already. Throws not-found for anybody else's. */
export async function revokeApiKey(tx: Tx, context: Context, userId: string, id: string): Promise<void> {
  const key = await tx
    .selectFrom('api_key')
    .select('id')
    .where('org_id', '=', context.org)
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!key) throw notFound('api_key');
  await revokeApiKeys(tx, context, userId, { only: id });
}

/** An API key as the API shows it. */
export function presentKey(row: Selectable<ApiKeyTable>, user: { id: string; name: string }): ShownKey {
  return {
    id: row.id,
    name: row.name,
    user,
    prefix: row.prefix,
    scopes: row.scopes,
    created_at: row.created_at.toISOString(),
    last_used_at: row.last_used_at?.toISOString() ?? null,
    expires_at: row.expires_at?.toISOString() ?? null,
    revoked_at: row.revoked_at?.toISOString() ?? null,
  };
}
