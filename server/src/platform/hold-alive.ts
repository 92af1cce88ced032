import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';

const family = 7_301_005; // of the product's advisory locks; the others stand where they are used

/** A sign in the database that this process is alive. It goes when the process does, however it ends. */
export interface Alive {
  /** what the sign is called; rows that the process has in hand carry it */
  readonly key: number;
  /** makes the sign, or makes it again when its connection was lost; throws when the database does not answer */
  ensure(): Promise<void>;
  close(): Promise<void>;
}

/** Holds an advisory lock with a connection of its own from the first `ensure` to `close`. */
export function holdAlive(pool: pg.Pool): Alive {
  const key = randomInt(1, 2 ** 31 - 1);
  let client: pg.Client | null = null;
  const drop = (lost: pg.Client | null) => {
    if (lost === null || lost !== client) return;
    client = null;
    lost.end().catch(() => undefined); // it is lost already: nothing is left to be said about it
  };
  return {
    key,
    async ensure() {
      if (client) return;
      const fresh = new pg.Client({
        ...pool.options,
        password: pool.options.password,
        query_timeout: 10_000,
      });
      client = fresh;
      fresh.on('error', () => drop(fresh));
      fresh.on('end', () => drop(fresh));
      try {
        await fresh.connect();
        await fresh.query('select pg_advisory_lock($1, $2)', [family, key]);
      } catch (error) {
        drop(fresh);
        throw error;
      }
    },
    async close() {
      const held = client;
      client = null;
      await held?.end();
    },
  };
}

/** The condition that the sign of that name has gone; it stays so until the transaction ends. */
export const hasGone = (key: number) => sql<boolean>`pg_try_advisory_xact_lock(${family}, ${key})`;
