import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explain } from './error.ts';
import { giveToOwner, type Place } from './place.ts';
import { isRunning, processInfo } from './processes.ts';

// Every process that uses the database has a file here, named by its number and the moment of its start: the name is the
// whole entry, so it is there at once or not at all. The last one out stops the server. watcher.ts reads these names too.

/** Enters this process; gives the path of its entry. */
export async function enter(place: Place): Promise<string> {
  const started = processInfo(process.pid)?.started ?? '0';
  const file = join(place.members, `${process.pid}.${started}.${randomBytes(4).toString('hex')}`);
  await explain(`The folder of the database, ${place.folder}, cannot be written`, () => {
    // Tools that copy a data folder may leave empty folders out.
    if (mkdirSync(place.members, { recursive: true, mode: 0o700 }) !== undefined)
      giveToOwner(place, place.members);
    writeFileSync(file, '', { flag: 'wx', mode: 0o600 });
    giveToOwner(place, file);
  });
  return file;
}

/** Removes an entry; whoever leaves does so before it looks for others, so that of two at least one sees nobody. */
export function exit(file: string): void {
  rmSync(file, { force: true });
}

/** The numbers of the living processes that use the database; entries of ended ones are removed. */
export function livingMembers(place: Place): number[] {
  // Somebody removed the data folder while it was in use.
  if (!existsSync(place.members)) return [];
  return readdirSync(place.members).flatMap((name) => {
    const [pid, started] = name.split('.');
    if (isRunning(Number(pid), started)) return [Number(pid)];
    rmSync(join(place.members, name), { force: true });
    return [];
  });
}
