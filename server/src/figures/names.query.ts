import type { FigureSplit, LocalText } from '@shouwen/api';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';

/** The names of teams and people by id; other groups are named by the configuration. */
export async function groupNames(
  tx: Tx,
  context: Context,
  by: FigureSplit,
  keys: readonly (string | null)[],
): Promise<Map<string | null, LocalText>> {
  const ids = keys.filter((key) => key !== null);
  if (ids.length === 0 || (by !== 'team' && by !== 'person')) return new Map();
  const rows = await tx
    .selectFrom(by === 'team' ? 'team' : 'user_account')
    .select(['id', 'name'])
    .where('org_id', '=', context.org)
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
