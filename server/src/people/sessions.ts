import type { Context } from '../context.ts';
import { newId } from '../platform/ids.ts';
import { newToken } from '../platform/secrets.ts';
import type { Tx } from '../tables.ts';

const lasts = 14 * 24 * 3_600_000;

/** Begins a session. Gives its token, which only the cookie holds, and when it ends. */
export async function beginSession(
  tx: Tx,
  context: Context,
  userId: string,
  from: { userAgent: string; address: string },
): Promise<{ id: string; token: string; expires: Date }> {
  const { token, hash } = newToken();
  const id = newId(context.now);
  const expires = new Date(context.now.getTime() + lasts);
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
      user_agent: from.userAgent.slice(0, 300),
      address: from.address,
    })
    .execute();
  return { id, token, expires };
}
