import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { ClientBase, Pool, PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { pack } from 'tar-stream';
import { StartError } from '../platform/errors.ts';
import type { FileStore } from '../platform/files/file-store.ts';
import { forCopy } from '../platform/pool.ts';
import { lastEntry, type Manifest } from './manifest.ts';
import { type TableInfo, tablesInOrder } from './tables-in-order.query.ts';

export interface BackupSource {
  pool: Pool;
  files: FileStore;
  /** the file that holds the secret; null when it comes from the environment */
  secretFile: string | null;
  now: Date;
}

/**
 * Writes a backup of everything into one file while the product goes on: all tables in one snapshot, every file that the
 * snapshot names, and the secret. The file takes its name only when it is complete and on disk.
 */
export async function writeBackup(source: BackupSource, target: string): Promise<Manifest> {
  const path = resolve(target);
  const work = await mkdtemp(join(dirname(path), '.backup-')).catch((error: Error) => {
    throw new StartError(`The folder ${dirname(path)} cannot be written: ${error.message}.`);
  });
  const client = forCopy(await source.pool.connect());
  try {
    // one transaction is one snapshot; the files it names are never changed or removed
    await client.query('begin isolation level repeatable read read only');
    const manifest = await copyTables(client, source, work);
    await packUp(manifest, source, work, join(work, 'backup'));
    await rename(join(work, 'backup'), path);
    await flush(dirname(path));
    return manifest;
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The backup ${path} could not be written: ${error instanceof Error ? error.message : error}.`,
    );
  } finally {
    client.release(true); // the snapshot goes with its connection
    await rm(work, { recursive: true, force: true });
  }
}

async function copyTables(client: PoolClient, source: BackupSource, work: string): Promise<Manifest> {
  await client.query("set local timezone = 'UTC'; set local datestyle = 'ISO'");
  const tables: Manifest['tables'] = [];
  for (const table of await tablesInOrder(client))
    tables.push(await copyTable(client, table, join(work, `${table.name}.gz`)));
  const migrations = await client.query(
    'select version, name, digest, applied_at from schema_migration order by version',
  );
  const sequences = await client.query<{ name: string; last_value: number; is_called: boolean }>(`
    select sequencename as name, coalesce(last_value, start_value) as last_value, last_value is not null as is_called
    from pg_sequences where schemaname = current_schema() order by sequencename`);
  const files = await client.query<{ sha256: string; size: number }>(
    `select sha256, size from stored_file union select raw_sha256, size from mail_in order by sha256`,
  );
  return {
    format: 'shouwen-backup-1',
    created_at: source.now.toISOString(),
    migrations: migrations.rows.map((row) => ({ ...row, applied_at: row.applied_at.toISOString() })),
    ledger: await ledgerHead(client),
    tables,
    sequences: sequences.rows,
    files: files.rows,
    secret: source.secretFile && digestOf(await readFile(source.secretFile)),
  };
}

async function ledgerHead(client: ClientBase): Promise<Manifest['ledger']> {
  const { rows } = await client.query<{ position: number; hash: string }>(
    "select position, encode(hash, 'hex') as hash from ledger_head",
  );
  return rows[0] ?? null;
}

async function copyTable(
  client: PoolClient,
  table: TableInfo,
  path: string,
): Promise<Manifest['tables'][number]> {
  const columns = table.columns.map((column) => `"${column}"`).join(', ');
  const hash = createHash('sha256');
  let rows = 0;
  const count = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      for (const byte of chunk) if (byte === 10) rows += 1; // in COPY's text form only the end of a row is a bare newline
      done(null, chunk);
    },
  });
  await pipeline(
    client.query(copyTo(`copy "${table.name}" (${columns}) to stdout`)),
    count,
    createGzip({ level: 4 }),
    createWriteStream(path),
  );
  return {
    name: table.name,
    columns: table.columns,
    rows,
    bytes: (await stat(path)).size,
    sha256: hash.digest('hex'),
  };
}

async function packUp(manifest: Manifest, source: BackupSource, work: string, path: string): Promise<void> {
  const tar = pack();
  const written = pipeline(tar, createWriteStream(path, { mode: 0o600 }));
  const fill = async () => {
    const text = JSON.stringify(manifest, null, 1);
    await entry(tar, 'manifest.json', Buffer.from(text));
    if (source.secretFile) await entry(tar, 'secret', await readFile(source.secretFile));
    for (const { name, bytes } of manifest.tables)
      await pipeline(
        createReadStream(join(work, `${name}.gz`)),
        tar.entry({ name: `tables/${name}.gz`, size: bytes, mode: 0o600 }),
      );
    for (const file of manifest.files) await packFile(tar, source.files, file);
    await entry(tar, lastEntry, Buffer.from(digestOf(text)));
    tar.finalize();
  };
  try {
    await Promise.all([written, fill()]);
  } catch (error) {
    tar.destroy(error instanceof Error ? error : new Error(String(error)));
    await written.catch(() => null); // the first error is the one to tell
    throw error;
  }
  await flush(path);
}

type Tar = ReturnType<typeof pack>;

function entry(tar: Tar, name: string, content: Buffer): Promise<void> {
  return new Promise((done, failed) => {
    tar.entry({ name, mode: 0o600 }, content, (error) => (error ? failed(error) : done()));
  });
}

/** A file of the store; one that was lost or altered there would make a backup that cannot be restored. */
async function packFile(
  tar: Tar,
  files: FileStore,
  { sha256, size }: Manifest['files'][number],
): Promise<void> {
  const there = await files.size(sha256);
  if (there !== size)
    throw new StartError(
      `The stored file ${sha256} is ${there === null ? 'missing' : 'damaged'}: put it back from an earlier backup.`,
    );
  const hash = createHash('sha256');
  const watch = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(files.get(sha256), watch, tar.entry({ name: `files/${sha256}`, size, mode: 0o600 }));
  if (hash.digest('hex') !== sha256)
    throw new StartError(`The stored file ${sha256} is damaged: put it back from an earlier backup.`);
}

const digestOf = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');

async function flush(path: string): Promise<void> {
  if (process.platform === 'win32') return; // folders cannot be opened there
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
