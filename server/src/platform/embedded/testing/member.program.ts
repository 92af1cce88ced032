import pg from 'pg';
import { connectionUrl, EmbeddedDatabaseError, holdServerRole, openEmbeddedDatabase } from '../index.ts';

// A process that opens an embedded database and does what the test tells it, so that tests can kill it.

/** What a test asks of the process; each request is answered by one reply with its number. */
export interface Request {
  number: number;
  action: 'state' | 'query' | 'write' | 'leave' | 'claim' | 'exit' | 'patience';
  sql?: string;
}
export type Message =
  | { kind: 'opened'; state: State }
  | { kind: 'refused'; sentence: string }
  | { kind: 'log'; sentence: string }
  | { kind: 'written'; row: number }
  | { kind: 'reply'; number: number; value?: unknown; error?: string };
export interface State {
  started: boolean;
  server: number;
  host: string;
  url: string;
}

const send = (message: Message) => process.send?.(message);

async function main(): Promise<void> {
  const [dataDirectory = '', systemFolder = '', fsync = 'on'] = process.argv.slice(2);
  const database = await openEmbeddedDatabase({
    dataDirectory,
    systemFolder,
    settings: fsync === 'off' ? { fsync } : {},
    log: (sentence) => send({ kind: 'log', sentence }),
  });
  const pool = new pg.Pool({ ...database.connection, max: 4 });
  pool.on('error', () => {
    // The server was killed; the next query opens another connection.
  });
  const state = (): State => ({
    started: database.started,
    server: database.pid,
    host: database.connection.host,
    url: connectionUrl(database.connection),
  });
  let ended = false;
  let release: (() => Promise<void>) | undefined;

  const actions: Record<Request['action'], (sql: string) => Promise<unknown>> = {
    state: async () => state(),
    query: async (sql) => (await pool.query(sql)).rows,
    write: async () => {
      await pool.query('CREATE TABLE IF NOT EXISTS written (row integer PRIMARY KEY)');
      void writeRows(pool, () => ended);
    },
    claim: async () => {
      release = await holdServerRole(database.connection, (error) =>
        send({ kind: 'log', sentence: error.message }),
      );
    },
    leave: async () => {
      ended = true;
      await release?.();
      await pool.end();
      await database.leave();
    },
    exit: async () => process.exit(0),
    // Answers a Ctrl-C as the product does: finish a query, then leave.
    patience: async () => {
      process.on('SIGINT', async () => {
        const { rows } = await pool.query<{ done: string }>("SELECT 'finished' AS done FROM pg_sleep(0.3)");
        send({ kind: 'log', sentence: String(rows[0]?.done) });
        await database.leave();
        process.exit(0);
      });
    },
  };
  process.on('message', ({ number, action, sql = '' }: Request) => {
    actions[action](sql).then(
      (value) => send({ kind: 'reply', number, value }),
      (error: unknown) => send({ kind: 'reply', number, error: String(error) }),
    );
  });
  send({ kind: 'opened', state: state() });
}

/** Writes row after row, each until it is acknowledged. */
async function writeRows(pool: pg.Pool, isEnded: () => boolean): Promise<void> {
  for (let row = 1; !isEnded(); row += 1) {
    for (let done = false; !done && !isEnded(); ) {
      try {
        await pool.query('INSERT INTO written VALUES ($1) ON CONFLICT DO NOTHING', [row]);
        done = true;
        send({ kind: 'written', row });
      } catch {
        // The server is away; the row is tried again.
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  }
}

main().catch((error: unknown) => {
  if (!(error instanceof EmbeddedDatabaseError)) throw error;
  process.send?.({ kind: 'refused', sentence: error.message }, () => process.exit(1));
});
