import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { newId } from '../platform/ids.ts';
import { hashToken, newToken } from '../platform/secrets.ts';
import type { Tx } from '../tables.ts';
import type { Scope } from './viewer.ts';

export interface NewApiKey {
  userId: string;
  name: string;
  scopes: Scope[];
  expiresAt: Date | null;
}

/** Makes an API key with which programs act for a person. The key itself is given once; the database keeps its SHA-256. */
export async function createApiKey(
  tx: Tx,
  context: Context,
  input: NewApiKey,
): Promise<{ id: string; key: string; prefix: string }> {
  const key = `sw_${newToken().token}`;
  const id = newId(context.now);
  const prefix = key.slice(0, 8);
  await tx
    .insertInto('api_key')
    .values({
      org_id: context.org,
      id,
      token_hash: hashToken(key),
      prefix,
      name: input.name,
      user_id: input.userId,
      scopes: [...new Set(input.scopes)],
      created_at: context.now,
      created_by: context.actor.id,
      last_used_at: null,
      expires_at: input.expiresAt,
      revoked_at: null,
    })
    .execute();
  await appendEvent(tx, context, {
    kind: 'api_key.created',
    subject: { kind: 'user', id: input.userId },
    data: { key: id, scopes: input.scopes },
  });
  return { id, key, prefix };
}
