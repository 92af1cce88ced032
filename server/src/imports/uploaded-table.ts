import { buffer } from 'node:stream/consumers';
import type { Context } from '../context.ts';
import { invalid } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { readTable } from './read-table.ts';
import type { Table } from './table.ts';

/** The table in a file that the actor uploaded. Throws `Refusal` for any other file, and for what is no table. */
export async function uploadedTable(tx: Tx, context: Context, fileId: string): Promise<Table> {
  const file = await tx
    .selectFrom('stored_file')
    .select('sha256')
    .where('org_id', '=', context.org)
    .where('id', '=', fileId)
    .where('created_by', '=', context.actor.id)
    .executeTakeFirst();
  if (!file) throw invalid('file_id', 'file_unknown');
  return readTable(await buffer(context.app.files.get(file.sha256)));
}
