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

/**
 * Drops a database. The plain statement waits some seconds for sessions that are just ending, and sends the server's own
 * vacuuming away; only `force` ends sessions that stay, but it may not touch that vacuuming unless it is a superuser's.
 */
async function dropDatabase(server: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await onServer(server, `drop database if exists ${name}${attempt % 2 === 0 ? ' with (force)' : ''}`);
      return;
    } catch (error) {
      const code = error instanceof pg.DatabaseError ? error.code : undefined;
      if (attempt === 10 || (code !== inUse && code !== notPermitted)) throw error;
    }
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
