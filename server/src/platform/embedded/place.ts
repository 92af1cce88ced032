import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Account, chooseAccount, closedFolderOnTheWay, isRoot } from './account.ts';
import { codeOf, EmbeddedDatabaseError, explain } from './error.ts';
import { readLocation } from './location.ts';

/** Where a data folder's database lies, and whose it is. */
export interface Place {
  /** The product's data folder, with links resolved. */
  dataDirectory: string;
  /** Holds all that follows. Renamed into place when complete: where it is, there is a database. */
  folder: string;
  /** False when the database is still to be made. */
  made: boolean;
  /** True when the folder lies outside the data folder, which then holds a file that names it. */
  outside: boolean;
  /** The cluster, owned by the server's account, mode 0700. */
  pgdata: string;
  /** The password of the database's users, mode 0600. */
  passwordFile: string;
  /** The major version of PostgreSQL that made the cluster. */
  versionFile: string;
  /** One file for each process that uses the database. */
  members: string;
  logFile: string;
  /** Where a copy of the binaries goes, when one is needed. */
  binaries: string;
  /** The account of the server; undefined when it runs as this process does. */
  account: Account | undefined;
}

/** The system's own folder for what the server's account cannot reach below the data folder. */
export const SYSTEM_FOLDER = '/var/lib/shouwen';

/**
 * Finds where the database of a data folder lies, or chooses where to make it: in the data folder; or, when we are root
 * and the server's account cannot get there, in a system folder.
 */
export async function findPlace(dataDirectory: string, systemFolder: string): Promise<Place> {
  const root = await explain(`The data folder ${dataDirectory} cannot be made`, () =>
    makeDataFolder(dataDirectory),
  );
  const inside = join(root, 'database');
  const location = readLocation(root);
  if (existsSync(inside) || location !== undefined) {
    const folder = location ?? inside;
    refuseOthers(folder);
    const account = chooseAccount(join(folder, 'postgres'));
    refuseClosed(folder, account);
    return describe(root, folder, account, { made: true, outside: location !== undefined, systemFolder });
  }
  const account = chooseAccount(undefined);
  const outside = closedFolderOnTheWay(root, account) !== undefined;
  const folder = outside ? join(systemFolder, `database-${randomBytes(6).toString('hex')}`) : inside;
  return describe(root, folder, account, { made: false, outside, systemFolder });
}

/** Gives a file that root made to the owner of the database, so that the owner can go on without root. */
export function giveToOwner(place: Place, file: string): void {
  if (!isRoot()) return;
  const { uid, gid } = statSync(place.folder);
  if (uid !== 0) chownSync(file, uid, gid);
}

function makeDataFolder(dataDirectory: string): string {
  const made = mkdirSync(dataDirectory, { recursive: true }) !== undefined;
  // Root's own mask may be strict; the server's account must get through, though not look around.
  if (made && isRoot()) chmodSync(dataDirectory, 0o711);
  return realpathSync(dataDirectory);
}

function refuseOthers(folder: string): void {
  try {
    readFileSync(join(folder, 'password'));
  } catch (error) {
    const code = codeOf(error);
    throw new EmbeddedDatabaseError(
      code === 'EACCES' || code === 'EPERM'
        ? `The database in ${folder} belongs to another user: start Shouwen as that user, or as root.`
        : `The folder ${folder} holds no complete database: put it back from a backup, or choose another data folder.`,
      { cause: error },
    );
  }
}

function refuseClosed(folder: string, account: Account | undefined): void {
  const closed = closedFolderOnTheWay(folder, account);
  if (closed === undefined) return;
  throw new EmbeddedDatabaseError(
    `The database in ${folder} belongs to the account ${account?.name}, which may not enter ${closed}: ` +
      `allow it (chmod o+x ${closed}), or move the data folder.`,
  );
}

function describe(
  dataDirectory: string,
  folder: string,
  account: Account | undefined,
  how: { made: boolean; outside: boolean; systemFolder: string },
): Place {
  return {
    dataDirectory,
    folder,
    made: how.made,
    outside: how.outside,
    pgdata: join(folder, 'postgres'),
    passwordFile: join(folder, 'password'),
    versionFile: join(folder, 'version'),
    members: join(folder, 'members'),
    logFile: join(folder, 'postgres.log'),
    binaries: isRoot() ? how.systemFolder : dataDirectory,
    account,
  };
}
