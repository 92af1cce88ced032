import type { Context } from '../context.ts';
import { invalid } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';

/** Checks that those mentioned are active members of staff. Throws `Refusal` naming the field. */
export async function mentionable(tx: Tx, context: Context, ids: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const rows = await tx
    .selectFrom('user_account')
    .select('id')
    .where('org_id', '=', context.org)
    .where('state', '=', 'active')
    .where('id', 'in', wanted)
    .execute();
  if (rows.length !== wanted.length) throw invalid('mentions', 'user_unknown');
  return wanted;
}
