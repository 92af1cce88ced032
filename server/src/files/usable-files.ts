import type { Context } from '../context.ts';
import { invalid } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';

/** The ids of uploaded files that the actor may attach: only what the actor uploaded. Throws `Refusal` for any other. */
export async function usableFiles(tx: Tx, context: Context, ids: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const rows = await tx
    .selectFrom('stored_file')
    .select('id')
    .where('org_id', '=', context.org)
    .where('id', 'in', wanted)
    .where('created_by', '=', context.actor.id)
    .execute();
  const missing = wanted.find((id) => !rows.some((row) => row.id === id));
  if (missing) throw invalid('attachments', 'file_unknown', { file: missing });
  return wanted;
}
