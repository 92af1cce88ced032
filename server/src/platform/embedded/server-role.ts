import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import { EmbeddedDatabaseError } from './error.ts';

// One of the product's advisory locks; the others stand where they are used.
const SERVER_ROLE_LOCK = 7_301_100;

/**
 * Makes this session the one server of an embedded database; command-line processes do not claim it. The role lasts as
 * long as the session: keep the connection to yourself and claim anew after it broke. Waits up to three seconds for the
 * session of a server that was just killed, then throws an EmbeddedDatabaseError with one sentence.
 */
export async function claimServerRole(client: ClientBase): Promise<void> {
  const until = Date.now() + 3000;
  do {
    const { rows } = await client.query<{ claimed: boolean }>('SELECT pg_try_advisory_lock($1) AS claimed', [
      SERVER_ROLE_LOCK,
    ]);
    if (rows[0]?.claimed) return;
    await sleep(100);
  } while (Date.now() < until);
  throw new EmbeddedDatabaseError(
    'A Shouwen server is already running on this data folder: stop it first, choose another folder with SHOUWEN_DATA, ' +
      'or set DATABASE_URL to run several servers on one database.',
  );
}
