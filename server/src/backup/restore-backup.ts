import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Pool, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { extract } from 'tar-stream';
import { StartError } from '../platform/errors.ts';
import type { FileStore } from '../platform/files/file-store.ts';
import { migrate, migrations } from '../platform/migrate.ts';
import { Manifest } from './manifest.ts';

export interface RestoreTarget {
  pool: Pool;
  files: FileStore;
  /** where the secret of the backup goes; null when SHOUWEN_SECRET is set, which then must be the same */
  secretFile: string | null;
  now: Date;
}

/**
 * Restores a backup into an empty installation and brings its schema up to date. All rows come in one transaction, so
 * a restore that was cut off leaves an empty installation. Throws `StartError` when the target is not empty, the backup
 * was made by a newer version, or a part of it is damaged.
 */
export async function restoreBackup(target: RestoreTarget, path: string): Promise<Manifest> {
  await refuseUnlessEmpty(target.pool);
  const client = await target.pool.connect();
  try {
    let manifest: Manifest | null = null;
    const entries = extract();
    const source = createReadStream(path);
    source.on('error', (error) => entries.destroy(error));
    for await (const raw of source.pipe(entries)) {
      const entry = Readable.from(raw as AsyncIterable<Buffer>);
      const { name } = raw.header;
      if (name === 'manifest.json') {
        manifest = await readManifest(entry);
        await makeSchema(target, manifest);
        await client.query('begin');
      } else if (manifest === null) throw new StartError(`${path} is not a backup of Shouwen.`);
      else if (name === 'secret') await restoreSecret(target, entry);
      else if (name.startsWith('tables/')) await loadTable(client, manifest, name.slice(7, -3), entry);
      else if (name.startsWith('files/')) await restoreFile(target.files, name.slice(6), entry);
      entry.resume();
    }
    if (manifest === null) throw new StartError(`${path} is not a backup of Shouwen.`);
    for (const { name, last_value, is_called } of manifest.sequences) {
      await client.query(`select setval($1::regclass, $2, $3)`, [`"${name}"`, last_value, is_called]);
    }
    await client.query('commit');
    await migrate(target.pool, target.now);
    return manifest;
  } catch (error) {
    await client.query('rollback');
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The backup ${path} could not be restored: ${error instanceof Error ? error.message : error}.`,
    );
  } finally {
    client.release();
  }
}

async function refuseUnlessEmpty(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ there: boolean }>(
    "select to_regclass('user_account') is not null as there",
  );
  if (!rows[0]?.there) return;
  const { rows: people } = await pool.query('select 1 from user_account limit 1');
  if (people.length > 0)
    throw new StartError(
      'The installation is not empty: restore into a new data folder (SHOUWEN_DATA) or an empty database.',
    );
}

async function readManifest(entry: Readable): Promise<Manifest> {
  const parsed = Manifest.safeParse(JSON.parse(await text(entry)));
  if (!parsed.success) throw new StartError('The backup has a manifest that this version cannot read.');
  return parsed.data;
}

/** The schema as it was when the backup was made; an empty one made by a start is replaced. */
async function makeSchema(target: RestoreTarget, manifest: Manifest): Promise<void> {
  const newest = Math.max(0, ...manifest.migrations.map((migration) => migration.version));
  if (newest > Math.max(...migrations.map((migration) => migration.version))) {
    throw new StartError(
      'The backup was made by a newer version of Shouwen: restore it with that version or a newer one.',
    );
  }
  const { rows } = await target.pool.query<{ drop: string }>(`
    select format('drop %s if exists %I cascade', case c.relkind when 'S' then 'sequence' else 'table' end, c.relname) as drop
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = current_schema() and c.relkind in ('r', 'S') order by c.relkind, c.relname`);
  for (const { drop } of rows) await target.pool.query(drop);
  await migrate(target.pool, target.now, newest);
}

async function restoreSecret({ secretFile }: RestoreTarget, entry: Readable): Promise<void> {
  const secret = await text(entry);
  if (secretFile === null) return;
  await mkdir(dirname(secretFile), { recursive: true });
  await writeFile(secretFile, secret, { mode: 0o600 });
}

async function loadTable(
  client: PoolClient,
  manifest: Manifest,
  name: string,
  entry: Readable,
): Promise<void> {
  const table = manifest.tables.find((one) => one.name === name);
  if (!table) throw new StartError(`The backup holds a table "${name}" that its manifest does not name.`);
  const hash = createHash('sha256');
  const check = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const columns = table.columns.map((column) => `"${column}"`).join(', ');
  await pipeline(
    entry,
    createGunzip(),
    check,
    client.query(copyFrom(`copy "${name}" (${columns}) from stdin`)),
  );
  if (hash.digest('hex') !== table.sha256)
    throw new StartError(`The table "${name}" in the backup is damaged.`);
}

async function restoreFile(files: FileStore, sha256: string, entry: Readable): Promise<void> {
  const stored = await files.put(entry);
  if (stored.sha256 !== sha256) throw new StartError(`The file ${sha256} in the backup is damaged.`);
}

async function text(entry: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of entry) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
