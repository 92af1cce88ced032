import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { StartError } from '../platform/errors.ts';
import { lastEntry, Manifest } from './manifest.ts';

/** One part of a backup: the rows of a table in COPY's text form, a file, or the secret. */
export type Part =
  | { kind: 'table'; table: Manifest['tables'][number]; sha256: string }
  | { kind: 'file'; sha256: string }
  | { kind: 'secret'; sha256: string };

/** Takes the parts of a backup in their order; has to read each content to its end. */
export interface Taker {
  manifest(manifest: Manifest): Promise<void>;
  part(part: Part, content: Readable): Promise<void>;
}

const damaged = (path: string, what: string) =>
  new StartError(`The backup ${path} is damaged or incomplete: ${what}.`);

/**
 * Reads a backup from beginning to end. Throws `StartError` with one sentence when it is none, when a part is missing,
 * doubled or differs from its digest, or when it was cut off.
 */
export async function readArchive(path: string, taker: Taker): Promise<Manifest> {
  const entries = extract();
  const source = createReadStream(path);
  source.on('error', (error) => entries.destroy(error));
  try {
    return await readEntries(path, source.pipe(entries), taker);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw damaged(path, error instanceof Error ? error.message : String(error));
  } finally {
    source.destroy();
  }
}

type Entries = AsyncIterable<AsyncIterable<unknown> & { header: { name: string } }>;

async function readEntries(path: string, entries: Entries, taker: Taker): Promise<Manifest> {
  let manifest: Manifest | null = null;
  let digest = '';
  let complete = false;
  const missing = new Map<string, Part>();
  for await (const entry of entries) {
    const { name } = entry.header;
    const content = Readable.from(entry, { objectMode: false });
    if (complete) throw damaged(path, `"${name}" follows its end`);
    if (manifest === null) {
      if (name !== 'manifest.json') throw new StartError(`${path} is not a backup of Shouwen.`);
      const text = await textOf(content);
      digest = createHash('sha256').update(text).digest('hex');
      manifest = parse(path, text);
      for (const [part, what] of partsOf(manifest)) missing.set(part, what);
      await taker.manifest(manifest);
    } else if (name === lastEntry) {
      if ((await textOf(content)) !== digest) throw damaged(path, 'its manifest was altered');
      complete = true;
    } else {
      const part = missing.get(name);
      if (!part) throw damaged(path, `its manifest does not name "${name}", or names it once`);
      missing.delete(name);
      await takePart(path, name, taker, part, content);
    }
  }
  if (manifest === null) throw new StartError(`${path} is not a backup of Shouwen.`);
  const [absent] = missing.keys();
  if (absent !== undefined) throw damaged(path, `"${absent}" is missing`);
  if (!complete) throw damaged(path, 'its end is missing');
  return manifest;
}

async function takePart(
  path: string,
  name: string,
  taker: Taker,
  part: Part,
  content: Readable,
): Promise<void> {
  const plain = part.kind === 'table' ? compose(content, createGunzip()) : content;
  const hash = createHash('sha256');
  const seen = Readable.from(watched(plain, hash), { objectMode: false });
  await taker.part(part, seen);
  if (hash.digest('hex') !== part.sha256) throw damaged(path, `"${name}" differs from its digest`);
}

/** A stream through another, whose errors are the result's. */
function compose(content: Readable, through: NodeJS.ReadWriteStream & Readable): Readable {
  content.on('error', (error) => through.destroy(error));
  return content.pipe(through);
}

async function* watched(content: Readable, hash: { update(chunk: Buffer): unknown }): AsyncGenerator<Buffer> {
  for await (const chunk of content) {
    hash.update(chunk as Buffer);
    yield chunk as Buffer;
  }
}

function partsOf(manifest: Manifest): [string, Part][] {
  return [
    ...(manifest.secret === null
      ? []
      : [['secret', { kind: 'secret', sha256: manifest.secret }] as [string, Part]]),
    ...manifest.tables.map((table): [string, Part] => [
      `tables/${table.name}.gz`,
      { kind: 'table', table, sha256: table.sha256 },
    ]),
    ...manifest.files.map(({ sha256 }): [string, Part] => [`files/${sha256}`, { kind: 'file', sha256 }]),
  ];
}

function parse(path: string, text: string): Manifest {
  const parsed = Manifest.safeParse(JSON.parse(text));
  if (!parsed.success)
    throw new StartError(`The backup ${path} has a manifest that this version cannot read.`);
  return parsed.data;
}

/** The whole of a short content. */
export async function textOf(content: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
