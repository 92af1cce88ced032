import { setTimeout as sleep } from 'node:timers/promises';
import pg, { type ClientBase } from 'pg';
import { EmbeddedDatabaseError } from './error.ts';
import type { Connection } from './probe.ts';

// One of the product's advisory locks; the others stand where they are used.
const SERVER_ROLE_LOCK = 7_301_100;
// The session of a server that was just killed may take this long to be noticed.
const PATIENCE = 3000;

/**
 * Makes this session the one server of an embedded database; command-line processes do not claim it. The role lasts as
 * long as the session does. Throws an EmbeddedDatabaseError with one sentence when another session has it.
 */
export async function claimServerRole(client: ClientBase): Promise<void> {
  const until = Date.now() + PATIENCE;
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

/**
 * Claims the server role on a connection of its own and claims it anew whenever that connection breaks (the database was
 * restarted). Throws as claimServerRole does when the role is taken at the start.
 * @param onTaken told, with a sentence, when another server took the role meanwhile; this process should then end
 * @returns gives the role up
 */
export async function holdServerRole(
  connection: Connection,
  onTaken: (error: EmbeddedDatabaseError) => void,
): Promise<() => Promise<void>> {
  let client: pg.Client | undefined;
  let released = false;
  const claim = async () => {
    const session = new pg.Client({
      ...connection,
      application_name: 'shouwen server role',
      keepAlive: true,
    });
    // The end of the connection is what matters, and 'end' follows every error.
    session.on('error', () => {});
    try {
      await session.connect();
      await claimServerRole(session);
    } catch (error) {
      await session.end();
      throw error;
    }
    client = session;
    session.once('end', () => void reclaim());
  };
  const reclaim = async () => {
    while (!released) {
      try {
        await claim();
        break;
      } catch (error) {
        if (error instanceof EmbeddedDatabaseError) return onTaken(error);
        // The database is still away; its supervisor says so.
        await sleep(100);
      }
    }
    if (released) await client?.end();
  };
  await claim();
  return async () => {
    released = true;
    await client?.end();
  };
}
