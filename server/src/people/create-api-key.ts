import type { Selectable } from 'kysely';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { forbidden, invalid } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { hashToken, newToken } from '../platform/secrets.ts';
import type { Tx } from '../tables.ts';
import { requireActiveUser } from './find-people.ts';
import { isOperator } from './policy.ts';
import type { ApiKeyTable } from './tables.ts';
import type { Scope } from './viewer.ts';

export interface NewApiKey {
  userId: string;
  name: string;
  scopes: readonly Scope[];
  expiresAt: Date | null;
}

/**
 * Makes an API key for oneself; the command line makes one for anybody. The key is in the answer and nowhere else:
 * the database keeps its SHA-256 and its first letters.
 */
export async function createApiKey(
  tx: Tx,
  context: Context,
  { userId, name, scopes, expiresAt }: NewApiKey,
): Promise<Selectable<ApiKeyTable> & { key: string }> {
  if (userId !== context.viewer?.userId && !isOperator(context)) throw forbidden('people.manage');
  await requireActiveUser(tx, context, userId, 'user_id');
  if (expiresAt && expiresAt <= context.now) throw invalid('expires_at', 'in_the_past');
  const key = `sw_${newToken().token}`;
  const row = await tx
    .insertInto('api_key')
    .values({
      org_id: context.org,
      id: newId(context.now),
      token_hash: hashToken(key),
      prefix: key.slice(0, 8),
      name,
      user_id: userId,
      scopes: [...new Set(scopes)],
      created_at: context.now,
      created_by: context.actor.id,
      last_used_at: null,
      expires_at: expiresAt,
      revoked_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await appendEvent(tx, context, {
    kind: 'api_key.created',
    subject: { kind: 'user', id: userId },
    data: { api_key: row.id, scopes: row.scopes, expires_at: expiresAt?.toISOString() ?? null },
    payload: { name },
  });
  return { ...row, key };
}
