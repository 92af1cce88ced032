import pg from 'pg';

const family = 7_301_006; // of the product's advisory locks; the others stand where they are used

/** Which mailboxes this process alone fetches. A hold goes when the process does, however it ends. */
export interface Holds {
  /** takes a mailbox unless another process holds it; throws when the database does not answer */
  take(mailboxId: string): Promise<boolean>;
  release(mailboxId: string): Promise<void>;
  close(): Promise<void>;
}

/** Holds advisory locks with one connection of its own. `onLost` is called when that breaks: then nothing is held any more. */
export function holdMailboxes(pool: pg.Pool, onLost: () => void): Holds {
  let client: pg.Client | null = null;
  const drop = (lost: pg.Client) => {
    if (lost !== client) return;
    client = null;
    onLost();
    lost.end().catch(() => undefined); // it is lost already
  };
  const connected = async (): Promise<pg.Client> => {
    if (client) return client;
    const fresh = new pg.Client({ ...pool.options, password: pool.options.password, query_timeout: 10_000 });
    client = fresh;
    fresh.on('error', () => drop(fresh));
    fresh.on('end', () => drop(fresh));
    try {
      await fresh.connect();
    } catch (error) {
      drop(fresh);
      throw error;
    }
    return fresh;
  };
  return {
    async take(mailboxId) {
      const { rows } = await (await connected()).query<{ taken: boolean }>(
        'select pg_try_advisory_lock($1, hashtext($2)) as taken',
        [family, mailboxId],
      );
      return rows[0]?.taken === true;
    },
    async release(mailboxId) {
      await client?.query('select pg_advisory_unlock($1, hashtext($2))', [family, mailboxId]);
    },
    async close() {
      const held = client;
      client = null;
      await held?.end();
    },
  };
}
