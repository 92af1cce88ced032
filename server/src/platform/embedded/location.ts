import { existsSync, linkSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, EmbeddedDatabaseError } from './error.ts';
import { writeDurably } from './side-folder.ts';

// A database outside its data folder is tied to it both ways: a file in the data folder names the database's folder,
// and a file in that folder names the data folder. So a data folder can be moved, and a copy of one is noticed.

const LOCATION = 'database.location';
const OWNER = 'data-folder';

/**
 * The folder of the database that lies outside this data folder, or undefined when none does. Throws when that folder
 * is gone, or when this data folder is a copy and its original still uses the database.
 */
export function readLocation(dataDirectory: string): string | undefined {
  const folder = read(join(dataDirectory, LOCATION));
  if (folder === undefined) return undefined;
  const owner = read(join(folder, OWNER));
  if (owner === undefined) {
    throw new EmbeddedDatabaseError(
      `The database of ${dataDirectory} is kept in ${folder}, which is gone or closed to this user: ` +
        'put it back from a backup, or choose another data folder.',
    );
  }
  if (owner === dataDirectory) return folder;
  if (existsSync(owner) && read(join(owner, LOCATION)) === folder) {
    throw new EmbeddedDatabaseError(
      `${dataDirectory} is a copy of ${owner}, and their database is kept outside, in ${folder}: ` +
        'use backup and restore to copy a data folder.',
    );
  }
  replace(join(folder, OWNER), dataDirectory);
  return folder;
}

/** Notes in a database's folder, before it comes into use, which data folder it belongs to. */
export function writeOwner(folder: string, dataDirectory: string): void {
  writeDurably(join(folder, OWNER), `${dataDirectory}\n`);
}

/** Ties the data folder to the finished database; false when another process has tied it to one of its own. */
export function writeLocation(dataDirectory: string, folder: string): boolean {
  const draft = join(dataDirectory, `${LOCATION}.${process.pid}`);
  rmSync(draft, { force: true });
  writeDurably(draft, `${folder}\n`);
  try {
    // A link, unlike a rename, never replaces what is there.
    linkSync(draft, join(dataDirectory, LOCATION));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

function replace(file: string, text: string): void {
  const draft = `${file}.${process.pid}`;
  rmSync(draft, { force: true });
  writeDurably(draft, `${text}\n`);
  renameSync(draft, file);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trimEnd();
  } catch (error) {
    if (['ENOENT', 'EACCES', 'ENOTDIR'].includes(codeOf(error) ?? '')) return undefined;
    throw error;
  }
}
