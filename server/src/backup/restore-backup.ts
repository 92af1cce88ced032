import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished, pipeline } from 'node:stream/promises';
import type { Pool, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { StartError } from '../platform/errors.ts';
import type { FileStore } from '../platform/files/file-store.ts';
import { migrate, migrations } from '../platform/migrate.ts';
import { forCopy } from '../platform/pool.ts';
import type { Manifest } from './manifest.ts';
import { readArchive, type Taker, textOf } from './read-archive.ts';

export interface RestoreTarget {
  pool: Pool;
  files: FileStore;
  /** where the secret of the backup goes; null when SHOUWEN_SECRET is set, which then must be the same */
  secretFile: string | null;
  now: Date;
}

/**
 * Restores a backup into an empty installation and brings its schema up to date. The whole backup is read and checked
 * before anything is touched, and all rows come in one transaction: a damaged backup and a restore that was cut off
 * leave an empty installation. Throws `StartError` when the target is not empty, the backup was made by a newer
 * version, or a part of it is damaged.
 */
export async function restoreBackup(target: RestoreTarget, path: string): Promise<Manifest> {
  await refuseUnlessEmpty(target.pool);
  await readArchive(path, checking(target));
  const client = forCopy(await target.pool.connect());
  try {
    const manifest = await readArchive(path, loading(target, client));
    for (const { name, last_value, is_called } of manifest.sequences) {
      await client.query(`select setval($1::regclass, $2, $3)`, [`"${name}"`, last_value, is_called]);
    }
    await client.query(triggers(manifest, 'enable'));
    await client.query('commit');
    client.release(true);
    await migrate(target.pool, target.now);
    return manifest;
  } catch (error) {
    client.release(true); // the transaction goes with its connection
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The backup ${path} could not be restored: ${error instanceof Error ? error.message : error}.`,
    );
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

/** The first reading: everything is there, whole and for this version. */
function checking({ secretFile }: RestoreTarget): Taker {
  return {
    async manifest({ migrations: made, secret }) {
      if (newestOf(made) > newestOf(migrations))
        throw new StartError(
          'The backup was made by a newer version of Shouwen: restore it with that version or a newer one.',
        );
      if (secret === null && secretFile !== null)
        throw new StartError(
          'The backup holds no secret, because it came from SHOUWEN_SECRET: set that to the same value, then restore.',
        );
    },
    async part(_, content) {
      content.resume();
      await finished(content);
    },
  };
}

/** The second reading: files and secret go to their places, rows into an open transaction. */
function loading(target: RestoreTarget, client: PoolClient): Taker {
  return {
    async manifest(manifest) {
      await makeSchema(target, manifest);
      await client.query('begin');
      // what an empty installation wrote at its start
      const tables = manifest.tables.map(({ name }) => `"${name}"`).join(', ');
      if (tables !== '') await client.query(`truncate ${tables}`);
      // what they made of the rows is in the backup, too
      await client.query(triggers(manifest, 'disable'));
    },
    async part(part, content) {
      if (part.kind === 'secret') await restoreSecret(target, await textOf(content));
      else if (part.kind === 'file') await target.files.put(content);
      else {
        const columns = part.table.columns.map((column) => `"${column}"`).join(', ');
        await pipeline(content, client.query(copyFrom(`copy "${part.table.name}" (${columns}) from stdin`)));
      }
    },
  };
}

const triggers = ({ tables }: Manifest, to: 'enable' | 'disable') =>
  tables.map(({ name }) => `alter table "${name}" ${to} trigger user`).join('; ');
const newestOf = (made: readonly { version: number }[]) => Math.max(0, ...made.map(({ version }) => version));

/** The schema of the backup's version: made, or that of an empty installation of the same version. */
async function makeSchema({ pool, now }: RestoreTarget, manifest: Manifest): Promise<void> {
  const version = newestOf(manifest.migrations);
  const made = await migrate(pool, now, version);
  const { rows } = await pool.query<{ version: number }>('select version from schema_migration');
  if (newestOf(rows) !== version && made.length === 0)
    throw new StartError(
      'The installation was already started with a newer version than the backup was made with: ' +
        'restore into a new data folder (SHOUWEN_DATA) or an empty database.',
    );
}

async function restoreSecret({ secretFile }: RestoreTarget, secret: string): Promise<void> {
  if (secretFile === null) return;
  await mkdir(dirname(secretFile), { recursive: true });
  await writeFile(secretFile, secret, { mode: 0o600, flush: true });
}
