import { CompiledQuery, type DatabaseConnection, Kysely, PostgresDialect } from 'kysely';

/**
 * Work on one connection on which statements do not wait for one another: those of a `Promise.all` go to the database
 * in one round trip, and are carried out there one after the other in the order in which they were given. Kysely's own
 * transactions send each only when the one before was answered.
 */
export async function onOneConnection<Tables, T>(
  db: Kysely<Tables>,
  work: (db: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  return db.getExecutor().provideConnection(async (connection) => {
    const { handle, end } = handleOn(db, connection);
    try {
      return await work(handle);
    } finally {
      end();
    }
  });
}

/** The same in a transaction, which begins in the round trip of its first statement. */
export async function inOneTransaction<Tables, T>(
  db: Kysely<Tables>,
  work: (tx: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  return db.getExecutor().provideConnection(async (connection) => {
    const say = (sql: string) => connection.executeQuery(CompiledQuery.raw(sql));
    const { handle, end } = handleOn(db, connection);
    const begun = say('begin');
    begun.catch(() => undefined); // told below
    try {
      const result = await work(handle);
      end();
      await begun;
      await say('commit');
      return result;
    } catch (error) {
      end(); // before: what else was going on must not write after the transaction, where it would stand
      // fails only with the connection, and then the transaction has ended
      await say('rollback').catch(() => undefined);
      throw error;
    }
  });
}

/** A query builder on this connection alone, until it is ended. */
function handleOn<Tables>(db: Kysely<Tables>, connection: DatabaseConnection) {
  let ended = false;
  const executor = db.getExecutor().withConnectionProvider({
    provideConnection: async (consumer) => {
      if (ended) throw new Error('a statement came after the end of its transaction');
      return consumer(connection);
    },
  });
  const handle = new Kysely<Tables>({ config: { dialect }, dialect, driver, executor });
  return {
    handle,
    end: () => {
      ended = true;
    },
  };
}

// What a handle is never asked for, since it has its connection already.
const dialect = new PostgresDialect({
  pool: () => Promise.reject(new Error('one connection opens no other')),
});
const driver = dialect.createDriver();
