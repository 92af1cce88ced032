import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { unreadable } from './table.ts';

const inflate = promisify(inflateRaw);
const endSize = 22;
const longestComment = 65_535;
const entryLimit = 5000;

/** One file of a ZIP. */
export interface ZipEntry {
  name: string;
  /** unpacks it; throws `Refusal` when it holds more than `limit` bytes, whatever the ZIP says of its size */
  read(limit: number): Promise<Buffer>;
}

/** The files of a ZIP by their names in small letters. Unpacks nothing yet. Throws `Refusal` for what is no plain ZIP. */
export function openZip(content: Buffer): Map<string, ZipEntry> {
  try {
    return new Map(listEntries(content).map((entry) => [entry.name, entry]));
  } catch (error) {
    if (error instanceof RangeError) throw unreadable('table_unreadable'); // an offset that points outside
    throw error;
  }
}

function listEntries(content: Buffer): ZipEntry[] {
  const last = content.length - endSize;
  const end = last < 0 ? -1 : content.lastIndexOf('PK\u0005\u0006', last, 'latin1');
  if (end < 0 || end < last - longestComment) throw unreadable('table_unreadable');
  const count = content.readUInt16LE(end + 10);
  if (count > entryLimit) throw unreadable('table_too_large');
  const entries: ZipEntry[] = [];
  let at = content.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (content.readUInt32LE(at) !== 0x02014b50) throw unreadable('table_unreadable');
    const [flags, method] = [content.readUInt16LE(at + 8), content.readUInt16LE(at + 10)];
    const packedSize = content.readUInt32LE(at + 20);
    const nameLength = content.readUInt16LE(at + 28);
    const start = content.readUInt32LE(at + 42);
    const name = content.toString('utf8', at + 46, at + 46 + nameLength);
    const encrypted = (flags & 1) === 1;
    entries.push({
      name: name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase(),
      read: (limit) => {
        if (encrypted) throw unreadable('table_unreadable');
        return unpack(content, start, packedSize, method, limit);
      },
    });
    at += 46 + nameLength + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32);
  }
  return entries;
}

async function unpack(
  content: Buffer,
  start: number,
  packedSize: number,
  method: number,
  limit: number,
): Promise<Buffer> {
  if (start + 30 > content.length || content.readUInt32LE(start) !== 0x04034b50)
    throw unreadable('table_unreadable');
  const from = start + 30 + content.readUInt16LE(start + 26) + content.readUInt16LE(start + 28);
  const packed = content.subarray(from, from + packedSize);
  if (packed.length !== packedSize || (method !== 0 && method !== 8)) throw unreadable('table_unreadable');
  if (method === 0) {
    if (packed.length > limit) throw unreadable('table_too_large');
    return packed;
  }
  try {
    return await inflate(packed, { maxOutputLength: limit });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    throw unreadable(code === 'ERR_BUFFER_TOO_LARGE' ? 'table_too_large' : 'table_unreadable');
  }
}

/** A ZIP of the given files, unpacked as they are. */
export function storeZip(files: readonly { name: string; content: Buffer }[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of files) {
    const both = Buffer.alloc(26); // what the local header and the directory have in common
    both.writeUInt16LE(20, 0);
    both.writeUInt32LE(crc32(content), 10);
    both.writeUInt32LE(content.length, 14);
    both.writeUInt32LE(content.length, 18);
    both.writeUInt16LE(name.length, 22);
    const entry = Buffer.alloc(6);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(entry, both, rest, Buffer.from(name));
    const local = [Buffer.from('PK\u0003\u0004'), both, Buffer.from(name), content];
    parts.push(...local);
    offset += local.reduce((sum, part) => sum + part.length, 0);
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(endSize);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
