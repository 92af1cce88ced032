import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Where the contents of files stand, each named by its SHA-256: written once, never changed. */
export interface FileStore {
  /** stores a stream; throws whatever the stream throws and leaves nothing behind then */
  put(content: Readable): Promise<{ sha256: string; size: number }>;
  get(sha256: string): Readable;
  /** size in bytes; null when it is not there */
  size(sha256: string): Promise<number | null>;
  /** removes what processes that were killed in the middle of `put` before this moment have left */
  tidy(before: Date): Promise<void>;
}

let unfinished = 0;

/** A store in a local folder: `ab/cdef…`. A file is on disk, flushed and in place, before its row can be committed. */
export function localFileStore(folder: string): FileStore {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2));
  return {
    async put(content) {
      const hash = createHash('sha256');
      let size = 0;
      await mkdir(join(folder, 'unfinished'), { recursive: true });
      const side = join(folder, 'unfinished', `${process.pid}-${++unfinished}-${process.hrtime.bigint()}`);
      try {
        await pipeline(
          content,
          async function* measure(chunks: AsyncIterable<Buffer>) {
            for await (const chunk of chunks) {
              hash.update(chunk);
              size += chunk.length;
              yield chunk;
            }
          },
          createWriteStream(side),
        );
        const sha256 = hash.digest('hex');
        const place = pathOf(sha256);
        await mkdir(dirname(place), { recursive: true });
        await flush(side);
        await rename(side, place);
        await flush(dirname(place));
        return { sha256, size };
      } catch (error) {
        await rm(side, { force: true });
        throw error;
      }
    },
    get: (sha256) => createReadStream(pathOf(sha256)),
    async size(sha256) {
      try {
        return (await stat(pathOf(sha256))).size;
      } catch (error) {
        return unlessGone(error as NodeJS.ErrnoException);
      }
    },
    async tidy(before) {
      const place = join(folder, 'unfinished');
      await mkdir(place, { recursive: true });
      for (const name of await readdir(place)) {
        const side = join(place, name);
        const found = await stat(side).catch(unlessGone);
        if (found && found.mtime < before) await rm(side, { force: true });
      }
    },
  };
}

/** Another process may have finished, or removed it, meanwhile. */
function unlessGone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

async function flush(path: string): Promise<void> {
  if (process.platform === 'win32') return; // folders cannot be opened there
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
