import { Readable } from 'node:stream';
import { fileTypeFromStream } from 'file-type';
import type { FileStore } from '../platform/files/file-store.ts';

const unknown = 'application/octet-stream';
const sample = 64 * 1024; // bytes that are looked at to tell text from data

/**
 * The media type of a stored file by its content, never by what the sender says. Text is `text/plain` whatever language
 * it is in (HTML, too, which no browser will then run); only which kind of table it is follows from the name.
 */
export async function mediaTypeOf(store: FileStore, sha256: string, name: string): Promise<string> {
  const known = await knownType(store, sha256);
  if (known) return known;
  const head = await headOf(store, sha256);
  if (head.length === 0 || !isText(head)) return unknown;
  if (/\.csv$/i.test(name)) return 'text/csv';
  return /\.tsv$/i.test(name) ? 'text/tab-separated-values' : 'text/plain';
}

async function knownType(store: FileStore, sha256: string): Promise<string | undefined> {
  const content = store.get(sha256);
  try {
    return (await fileTypeFromStream(Readable.toWeb(content)))?.mime;
  } catch {
    return undefined; // it begins like something known, and is broken after that
  } finally {
    content.destroy();
  }
}

async function headOf(store: FileStore, sha256: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of store.get(sha256)) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length >= sample) break;
  }
  return Buffer.concat(chunks).subarray(0, sample);
}

/** Whether these bytes read as text in UTF-8, UTF-16 with its mark, or GB18030. */
function isText(head: Buffer): boolean {
  if (head[0] === 0xff && head[1] === 0xfe) return decodes('utf-16le', head);
  if (head[0] === 0xfe && head[1] === 0xff) return decodes('utf-16be', head);
  // control characters other than white space and escape sequences
  if (head.some((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte))) return false;
  return decodes('utf-8', head) || decodes('gb18030', head);
}

/** The sample may end in the middle of a character. */
function decodes(charset: string, bytes: Buffer): boolean {
  try {
    new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: bytes.length === sample });
    return true;
  } catch {
    return false;
  }
}
