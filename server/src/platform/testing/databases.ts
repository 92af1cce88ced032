import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Creates an empty database on a server, by a role that may do no more than that. */
export async function createDatabaseOn(
  server: string,
  prefix: string,
): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `${prefix}_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name}`);
  return {
    url: server.replace(/^(\w+:\/\/[^/]*\/)[^?]*/, `$1${name}`),
    drop: () => dropDatabase(server, name),
  };
}

const inUse = '55006';
const notPermitted = '42501';
const takesTooLong = '57014';

/**
 * Drops a database. The plain statement waits some seconds for sessions that are just ending, and sends the server's own
 * vacuuming away; only `force` ends sessions that stay, but it may not touch that vacuuming unless it is a superuser's.
 * Every backend of the server has to acknowledge that it goes, also one that is still waiting for its client to log in.
 */
async function dropDatabase(server: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      const force = attempt % 2 === 0 ? ' with (force)' : '';
      await onServer(server, `drop database if exists ${name}${force}`, 8);
      return;
    } catch (error) {
      const code = error instanceof pg.DatabaseError ? error.code : undefined;
      if (attempt === 10 || ![inUse, notPermitted, takesTooLong].includes(code ?? '')) throw error;
    }
  }
}

/** `seconds`: how long the statement may take. */
async function onServer(url: string, statement: string, seconds = 60): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: `-c statement_timeout=${seconds}s` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
