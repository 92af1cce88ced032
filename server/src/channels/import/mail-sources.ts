import { createReadStream } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../../platform/errors.ts';
import { splitMbox } from './split-mbox.ts';

/** A file of mail, and what kind it is. */
export interface MailFile {
  path: string;
  size: number;
  kind: 'mail' | 'mbox';
}

/**
 * The files of mail that were named: a single mail, an mbox file, or a folder (Maildir with those inside it, else every
 * `.eml` and `.mbox` file below). In the order of their names, which in a Maildir begin with the time. Throws
 * `StartError` for what is not there.
 */
export async function findMailFiles(paths: readonly string[]): Promise<MailFile[]> {
  const found: MailFile[] = [];
  for (const path of paths) {
    const about = await stat(path).catch(() => null);
    if (!about) throw new StartError(`There is no file or folder "${path}".`);
    if (about.isDirectory()) found.push(...(await inFolder(path)));
    else found.push({ path, size: about.size, kind: await kindOf(path) });
  }
  return found;
}

/** The raw mails of a file, one after the other, with how many bytes of the file have been read by then. */
export async function* mailsOf(file: MailFile): AsyncGenerator<{ raw: Buffer; read: number }> {
  if (file.kind === 'mbox') yield* splitMbox(createReadStream(file.path));
  else yield { raw: await readFile(file.path), read: file.size };
}

async function inFolder(folder: string): Promise<MailFile[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort((one, other) =>
    one.name < other.name ? -1 : 1,
  );
  const isMaildir = entries.some((entry) => entry.isDirectory() && entry.name === 'cur');
  const found: MailFile[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (isMaildir && entry.name === 'tmp') continue; // not yet delivered
      const delivered = isMaildir && (entry.name === 'cur' || entry.name === 'new');
      found.push(...(delivered ? await everyFile(path) : await inFolder(path)));
    } else if (/\.(eml|mbox)$/i.test(entry.name)) found.push(await fileAt(path));
  }
  return found;
}

async function everyFile(folder: string): Promise<MailFile[]> {
  const names = (await readdir(folder)).sort();
  const files: MailFile[] = [];
  for (const name of names)
    files.push({ path: join(folder, name), size: (await stat(join(folder, name))).size, kind: 'mail' });
  return files;
}

async function fileAt(path: string): Promise<MailFile> {
  return { path, size: (await stat(path)).size, kind: await kindOf(path) };
}

/** An mbox file begins with the line that stands before each of its mails (RFC 4155); no mail begins so. */
async function kindOf(path: string): Promise<MailFile['kind']> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(5), 0, 5, 0);
    return buffer.subarray(0, bytesRead).toString('latin1') === 'From ' ? 'mbox' : 'mail';
  } finally {
    await file.close();
  }
}
