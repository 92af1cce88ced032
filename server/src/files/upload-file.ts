import { Readable } from 'node:stream';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { Selectable } from 'kysely';
import type { Context } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';
import { invalid, Refusal } from '../platform/errors.ts';
import { uploadLimit } from '../platform/http/server.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { cleanFileName } from './file-name.ts';
import { mediaTypeOf } from './media-type.ts';
import type { StoredFileTable } from './tables.ts';

/**
 * Takes a file in: the field `file` of a multipart request. The content is stored and flushed first, then the row is
 * written: a row never stands without its content, and an upload that breaks off leaves nothing. Nobody but the
 * uploader sees it until it is attached to something. Throws `Refusal`: 413 beyond 25 MB, 422 without a file.
 */
export async function uploadFile(
  tx: Tx,
  context: Context,
  request: FastifyRequest,
): Promise<Selectable<StoredFileTable>> {
  const viewer = viewerOf(context);
  const { files } = context.app;
  const part = await filePart(request);
  const { sha256, size } = await files.put(Readable.from(wholeOf(part), { objectMode: false }));
  const name = cleanFileName(part.filename);
  if (size === 0 && !part.filename) throw invalid('file', 'file_missing'); // a form whose file nobody chose
  return tx
    .insertInto('stored_file')
    .values({
      org_id: context.org,
      id: newId(context.now),
      sha256,
      size,
      media_type: await mediaTypeOf(files, sha256, name),
      name,
      created_at: context.now,
      created_by: viewer.userId,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function filePart(request: FastifyRequest): Promise<MultipartFile> {
  if (!request.isMultipart()) throw invalid('file', 'file_missing');
  const part = await request.file().catch(brokenOff);
  if (part?.fieldname === 'file') return part;
  part?.file.destroy();
  throw invalid('file', 'file_missing');
}

/** The content; an error in place of its end when it was cut short, by the limit or by the connection. */
async function* wholeOf(part: MultipartFile): AsyncGenerator<Buffer> {
  try {
    yield* part.file;
  } catch (error) {
    brokenOff(error);
  }
  if (part.file.truncated)
    throw new Refusal('too_large', 'file_too_large', { params: { limit: uploadLimit / 1024 / 1024 } });
}

/** Whatever goes wrong while a request is being read is the sender's or the line's doing. */
function brokenOff(cause: unknown): never {
  throw new Refusal('invalid', 'upload_broken_off', {
    errors: [
      { field: 'file', message: cause instanceof Error ? cause.message : '', code: 'upload_broken_off' },
    ],
  });
}
