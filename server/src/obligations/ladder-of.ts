import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { ladderAbove } from './chain-of-command.ts';
import { hierarchyOf } from './hierarchy.query.ts';

/** Those above somebody who works there, level by level, the direct superior first: the ladder that escalations climb. */
export async function ladderOf(
  tx: Tx,
  context: Context,
  { userId, teamId, unitId }: { userId: string; teamId: string | null; unitId: string },
): Promise<readonly string[]> {
  const owed = { owner_user_id: userId, owner_team_id: teamId, ticket_id: null, unit_id: unitId };
  return ladderAbove(await hierarchyOf(tx, context, [owed]), owed);
}
