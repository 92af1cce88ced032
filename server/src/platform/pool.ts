import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { StartError } from './errors.ts';
import { prepareStatements, type StatementNames, writeTogether } from './prepared-client.ts';

// bigint columns hold counters and positions far below 2^53
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export interface PoolOptions {
  connection: pg.PoolConfig;
  max?: number;
  /** idle clients lose their connection when the server restarts; the pool replaces them */
  onIdleError: (error: Error) => void;
}

/**
 * A connection pool; every session speaks UTC and gives up on a lock after a while rather than hang. Its memory for one
 * step of a query holds the places of a common word exactly, where the usual 4 MB would have each document read again.
 */
export function openPool(options: PoolOptions): pg.Pool {
  const names: StatementNames = new Map();
  const pool = new pg.Pool({
    max: options.max ?? 16,
    connectionTimeoutMillis: 10_000,
    application_name: 'shouwen',
    pipeline: true, // what is asked at once need not wait for one another (one-connection.ts)
    options:
      '-c timezone=UTC -c work_mem=16MB -c lock_timeout=20s -c idle_in_transaction_session_timeout=120s',
    ...options.connection,
  });
  // while the pool ends, its last sockets may see the database go first: nothing to tell
  pool.on('error', (error) => {
    if (!pool.ending) options.onIdleError(error);
  });
  // A connection that breaks between two statements of a transaction has nobody to tell: its next statement fails.
  // Without a listener the process would end.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    prepareStatements(client, names);
    writeTogether(client);
  });
  return pool;
}

/** Lets a connection stream rows by COPY, which leaves no room for a pipeline. It is not to go back to its pool. */
export function forCopy(client: pg.PoolClient): pg.PoolClient {
  return Object.assign(client, { pipeline: false });
}

/** The typed query builder over a pool. */
export function openKysely<Tables>(pool: pg.Pool): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** Checks that the database answers and is new enough (PostgreSQL 15). Throws `StartError` with one sentence. */
export async function checkServer(pool: pg.Pool): Promise<void> {
  let version: number;
  try {
    const { rows } = await pool.query<{ server_version_num: string }>('show server_version_num');
    version = Number(rows[0]?.server_version_num ?? 0);
  } catch (error) {
    throw new StartError(
      `The database does not answer: ${error instanceof Error ? error.message || String(error) : error}.`,
    );
  }
  if (version < 150_000)
    throw new StartError(
      `The database is PostgreSQL ${Math.floor(version / 10_000)}; Shouwen needs 15 or newer.`,
    );
}
