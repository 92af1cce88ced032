import { Readable } from 'node:stream';
import type { Context } from '../context.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { cleanFileName } from './file-name.ts';
import { mediaTypeOf } from './media-type.ts';

export interface FileToStore {
  name: string;
  content: Uint8Array;
}

/**
 * Stores a file that did not come by an upload, such as an attachment of a mail, in the name of the actor, who may then
 * attach it. The content is on disk before its row is written. Gives the file's id.
 */
export async function storeFile(context: Context, tx: Tx, file: FileToStore): Promise<string> {
  const { files } = context.app;
  const { sha256, size } = await files.put(Readable.from([Buffer.from(file.content)], { objectMode: false }));
  const name = cleanFileName(file.name);
  const id = newId(context.now);
  await tx
    .insertInto('stored_file')
    .values({
      org_id: context.org,
      id,
      sha256,
      size,
      media_type: await mediaTypeOf(files, sha256, name),
      name,
      created_at: context.now,
      created_by: context.actor.id,
    })
    .execute();
  return id;
}
