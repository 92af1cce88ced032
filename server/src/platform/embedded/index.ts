import { readFileSync } from 'node:fs';
import { findInstalled, prepareBinaries } from './binaries.ts';
import { checkMajor, makeCluster } from './cluster.ts';
import { enter } from './members.ts';
import { findPlace, SYSTEM_FOLDER } from './place.ts';
import { type Connection, connectionTo } from './probe.ts';
import { supervise } from './supervise.ts';

export { EmbeddedDatabaseError } from './error.ts';
export type { Connection } from './probe.ts';
export { claimServerRole, holdServerRole } from './server-role.ts';

/** A PostgreSQL server inside the product, as this process holds it. */
export interface EmbeddedDatabase {
  /** What a client needs; fits the options of `pg`. The host is the folder of a socket (on Windows the loopback address). */
  connection: Connection;
  /** True when this process started the server, false when it joined a running one. */
  readonly started: boolean;
  /** The number of the server's main process; another one after a restart. */
  readonly pid: number;
  /**
   * Leaves the database; the last process to leave stops the server with a fast shutdown. Close your connections first.
   * May be called more than once.
   */
  leave(): Promise<void>;
}

export interface OpenOptions {
  /** The product's data folder; made when missing. The database lies in `database` below it. */
  dataDirectory: string;
  /** Takes single sentences for the operator. */
  log: (message: string) => void;
  /** Server settings that differ from the product's own, used when this process starts the server. */
  settings?: Record<string, string>;
  /** Where root puts what the server's account cannot reach elsewhere; `/var/lib/shouwen` unless told otherwise. */
  systemFolder?: string;
}

/**
 * Starts the database of a data folder, making it at first, or joins the server that another process runs on it. While it
 * is held the server is started again whenever it ends unexpectedly; clients then reconnect. However this process ends,
 * the server is stopped once nobody uses it. Throws EmbeddedDatabaseError with one sentence for the user.
 */
export async function openEmbeddedDatabase(options: OpenOptions): Promise<EmbeddedDatabase> {
  const { dataDirectory, log, settings = {}, systemFolder = SYSTEM_FOLDER } = options;
  const installed = findInstalled();
  let place = await findPlace(dataDirectory, systemFolder);
  const binaries = await prepareBinaries(installed, place.binaries, place.account, log);
  if (!place.made) {
    await makeCluster(place, binaries, log, settings.fsync !== 'off');
    // Another process may have been first, with a place of its own choice.
    place = await findPlace(dataDirectory, systemFolder);
  }
  checkMajor(place, binaries);
  const password = readFileSync(place.passwordFile, 'utf8').trim();
  const member = await enter(place);
  const supervision = await supervise({ place, binaries, password, settings, log }, member);
  const first = supervision.running();
  return {
    connection: connectionTo(first.address, password),
    get started() {
      return supervision.running().child !== undefined;
    },
    get pid() {
      return supervision.running().pid;
    },
    leave: supervision.leave,
  };
}

/** The connection as a URL for `pg` and for DATABASE_URL. */
export function connectionUrl({ user, password, host, port, database }: Connection): string {
  const who = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  const name = encodeURIComponent(database);
  if (!host.startsWith('/')) return `postgres://${who}@${host}:${port}/${name}`;
  return `postgres://${who}@/${name}?host=${encodeURIComponent(host)}&port=${port}`;
}
