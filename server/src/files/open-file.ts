import type { Context } from '../context.ts';
import { notFound } from '../platform/errors.ts';
import type { FileAnswer } from '../platform/http/implement.ts';
import type { Tx } from '../tables.ts';

/** A file's content for whoever has been let in already: the caller has asked the policy of its parent. */
export async function openFile(tx: Tx, context: Context, id: string): Promise<FileAnswer> {
  const file = await tx
    .selectFrom('stored_file')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!file) throw notFound('file');
  const { files } = context.app;
  if ((await files.size(file.sha256)) === null) throw new Error(`the content of the file ${id} is gone`);
  return { stream: files.get(file.sha256), name: file.name, mediaType: file.media_type, size: file.size };
}
