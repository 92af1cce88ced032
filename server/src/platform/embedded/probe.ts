import { statSync } from 'node:fs';
import pg from 'pg';
import type { Address } from './address.ts';
import { DATABASE, USER } from './cluster.ts';
import { codeOf, EmbeddedDatabaseError, reasonOf } from './error.ts';
import type { Place } from './place.ts';

/** What a client needs to connect; fits `pg`'s own options. */
export interface Connection {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

// Starting up, shutting down, no free connection; and what the socket itself says meanwhile.
const PASSING = [
  '57P03',
  '57P01',
  '57P02',
  '53300',
  'ECONNREFUSED',
  'ENOENT',
  'ECONNRESET',
  'EPIPE',
  'EAGAIN',
];

/** The connection to the product's database at that address. */
export function connectionTo(address: Address, password: string): Connection {
  return { host: address.host, port: address.port, user: USER, password, database: DATABASE };
}

/**
 * Tries the connection: true when the server of this place answers, false when it may yet. Throws, with a sentence, when
 * it is another one's or refuses us for good.
 */
export async function probe(place: Place, connection: Connection): Promise<boolean> {
  const client = new pg.Client({
    ...connection,
    ssl: false,
    connectionTimeoutMillis: 5000,
    query_timeout: 5000,
    application_name: 'shouwen start',
  });
  // A connection that breaks later is of no interest: the query below has rejected or was answered.
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    const theirs = rows[0]?.data_directory ?? '';
    if (!isSameFolder(theirs, place.pgdata)) {
      throw new EmbeddedDatabaseError(
        `The server that answers for ${place.pgdata} works in ${theirs}: stop that one first.`,
      );
    }
    return true;
  } catch (error) {
    if (error instanceof EmbeddedDatabaseError) throw error;
    const passing = PASSING.includes(codeOf(error) ?? '') || /terminated|timeout/i.test(reasonOf(error));
    if (passing) return false;
    throw new EmbeddedDatabaseError(
      `The database in ${place.folder} refuses the connection: ${reasonOf(error)}.`,
      {
        cause: error,
      },
    );
  } finally {
    await client.end().catch(() => {
      // It was never open.
    });
  }
}

function isSameFolder(theirs: string, ours: string): boolean {
  const a = statSync(theirs, { throwIfNoEntry: false });
  // A container sees the folder under another name; it answered on our private socket, with our password.
  if (a === undefined) return true;
  const b = statSync(ours);
  return a.dev === b.dev && a.ino === b.ino;
}
