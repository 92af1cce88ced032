import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { explain } from './error.ts';
import { giveToOwner, type Place } from './place.ts';
import { isRunning, processInfo } from './processes.ts';

// Every process that uses the database has an entry here: an empty file whose name holds its number and the moment of its
// start, so that it is there at once or not at all. The last one out stops the server. Whoever is about to look whether
// it is the last puts a second entry, ending in `.stopping`, first; whoever comes puts its entry first and then waits for
// those. So of one who comes and one who goes at least one sees the other. watcher.ts does the same.

const STOPPING = '.stopping';

/** Enters this process, waits until nobody is about to stop the server, and gives the path of the entry. */
export async function enter(place: Place): Promise<string> {
  const file = await explain(`The folder of the database, ${place.folder}, cannot be written`, () => {
    // Tools that copy a data folder may leave empty folders out.
    if (mkdirSync(place.members, { recursive: true, mode: 0o700 }) !== undefined)
      giveToOwner(place, place.members);
    return put(place, '');
  });
  while (living(place).some((name) => name.endsWith(STOPPING))) await sleep(20);
  return file;
}

/** Takes this process's entry out and, when it was the last, runs `stop`. */
export async function exit(place: Place, file: string, stop: () => Promise<void>): Promise<void> {
  // Somebody removed the data folder while it was in use.
  if (!existsSync(place.members)) return stop();
  const stopping = put(place, STOPPING);
  try {
    rmSync(file, { force: true });
    if (living(place).every((name) => name.endsWith(STOPPING))) await stop();
  } finally {
    rmSync(stopping, { force: true });
  }
}

function put(place: Place, end: string): string {
  const started = processInfo(process.pid)?.started ?? '0';
  const file = join(place.members, `${process.pid}.${started}.${randomBytes(4).toString('hex')}${end}`);
  writeFileSync(file, '', { flag: 'wx', mode: 0o600 });
  giveToOwner(place, file);
  return file;
}

/** The entries of living processes; those of ended ones are removed. */
function living(place: Place): string[] {
  return readdirSync(place.members).filter((name) => {
    const [pid, started] = name.split('.');
    if (isRunning(Number(pid), started)) return true;
    rmSync(join(place.members, name), { force: true });
    return false;
  });
}
