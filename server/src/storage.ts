import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { holdServerRole, openEmbeddedDatabase } from './platform/embedded/index.ts';
import { StartError } from './platform/errors.ts';
import type { Logger } from './platform/log.ts';
import { checkServer, openPool } from './platform/pool.ts';
import type { Settings } from './platform/settings.ts';

/** The database of this process: the embedded one, started or joined, or the one that DATABASE_URL names. */
export interface Storage {
  pool: pg.Pool;
  connection: pg.PoolConfig;
  /** closes the pool and leaves the database; the last one out stops an embedded server */
  close(): Promise<void>;
}

/**
 * Opens the database. As `server` the process also claims the role of the one server of an embedded database; command-line
 * processes join. Throws `StartError` with one sentence.
 */
export async function openStorage(
  settings: Settings,
  log: Logger,
  as: 'server' | 'command',
): Promise<Storage> {
  const onIdleError = (error: Error) => log.warn({ err: error.message }, 'a database connection was lost');
  if (settings.databaseUrl) {
    const connection = { connectionString: settings.databaseUrl };
    const pool = openPool({ connection, onIdleError });
    return { pool, connection, close: await checked(pool, () => pool.end()) };
  }
  const embedded = await openEmbeddedDatabase({
    dataDirectory: settings.dataDirectory,
    log: (sentence) => log.info(sentence),
  });
  const connection = { ...embedded.connection };
  const pool = openPool({ connection, onIdleError });
  let release = async () => {};
  const close = await checked(pool, async () => {
    await release();
    await pool.end();
    await embedded.leave();
  });
  if (as === 'command') return { pool, connection, close };
  try {
    release = await holdServerRole(embedded.connection, (taken) => {
      log.error(taken.message);
      process.kill(process.pid, 'SIGTERM'); // two servers on one folder must not be: this one ends in order
    });
  } catch (error) {
    await close();
    throw error;
  }
  return { pool, connection, close };
}

async function checked(pool: pg.Pool, close: () => Promise<void>): Promise<() => Promise<void>> {
  try {
    await checkServer(pool);
  } catch (error) {
    await close();
    throw error;
  }
  return close;
}

/** The installation's secret: SHOUWEN_SECRET, else a file in the data folder, made at the first start. */
export async function readSecret(settings: Settings): Promise<string> {
  if (settings.secret) return settings.secret;
  const path = join(settings.dataDirectory, 'secret');
  const unwritable = (error: unknown) =>
    new StartError(
      `The data folder ${settings.dataDirectory} cannot be written: ${error instanceof Error ? error.message : error}.`,
    );
  await mkdir(settings.dataDirectory, { recursive: true }).catch((error: unknown) => {
    throw unwritable(error);
  });
  if (!existsSync(path)) await makeSecret(path).catch((error: unknown) => Promise.reject(unwritable(error)));
  const secret = (await readFile(path, 'utf8')).trim();
  if (secret.length < 32)
    throw new StartError(`The file ${path} does not hold a secret; restore it from a backup.`);
  return secret;
}

/** Puts a new secret in place: whole or not at all, whenever this process is killed, and never over another's. */
async function makeSecret(path: string): Promise<void> {
  const side = `${path}.${process.pid}`;
  await writeFile(side, randomBytes(32).toString('hex'), { mode: 0o600, flush: true });
  try {
    await link(side, path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code !== 'EEXIST') throw error; // another start was first
  } finally {
    await rm(side, { force: true });
  }
}
