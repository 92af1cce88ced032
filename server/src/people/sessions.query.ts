import type { Session } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';

/** The sessions of a person that are running, the last seen first (index session_by_user). */
export async function sessionsOf(
  tx: Tx,
  context: Context,
  userId: string,
): Promise<{ items: z.input<typeof Session>[] }> {
  const rows = await tx
    .selectFrom('session as s')
    .innerJoin('user_account as u', (join) =>
      join.onRef('u.org_id', '=', 's.org_id').onRef('u.id', '=', 's.user_id'),
    )
    .select(['s.id', 's.created_at', 's.last_seen_at', 's.user_agent', 's.address', 'u.name'])
    .select(['s.method', 's.second_factor'])
    .where('s.org_id', '=', context.org)
    .where('s.user_id', '=', userId)
    .where('s.ended_at', 'is', null)
    .where('s.expires_at', '>', context.now)
    .orderBy('s.last_seen_at', 'desc')
    .orderBy('s.id', 'desc')
    .execute();
  return {
    items: rows.map((row) => ({
      id: row.id,
      user: { id: userId, name: row.name },
      created_at: row.created_at.toISOString(),
      last_seen_at: row.last_seen_at.toISOString(),
      user_agent: row.user_agent,
      address: row.address,
      method: row.method,
      second_factor: row.second_factor,
      current: row.id === context.viewer?.sessionId,
    })),
  };
}
