import { chmodSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { EmbeddedDatabaseError } from './error.ts';

/**
 * `initdb` (not the server) insists that the password file names its user, although it is told which name to use. A
 * container's numeric user (`--user 12345`) has no name there. For such a user we run a copy that asks for the file's
 * first entry (`getpwent`, a call of the same length) instead of its own (`getpwuid`): nothing else is done with it.
 * @param folder where the copy is made; the caller removes it
 */
export function binariesForNameless(
  binaries: Binaries,
  folder: string,
): Pick<Binaries, 'initdb' | 'postgres'> {
  mkdirSync(join(folder, 'bin'), { recursive: true });
  // The programs look for their libraries and files beside their own folder.
  for (const name of ['lib', 'share']) symlinkSync(join(binaries.home, name), join(folder, name));
  const initdb = join(folder, 'bin', 'initdb');
  const postgres = join(folder, 'bin', 'postgres');
  copyPatched(binaries.initdb, initdb);
  copyPatched(binaries.postgres, postgres);
  for (const path of [folder, join(folder, 'bin')]) chmodSync(path, 0o755);
  return { initdb, postgres };
}

/**
 * Gives a folder for the copy: in `side`, or among the temporary files when a shell would trip over the path. `initdb`
 * calls `postgres`, which it looks for beside itself, through a shell and in double quotes.
 */
export function folderForNameless(side: string): string {
  return /["$`\\\n]/.test(side) ? mkdtempSync(join(tmpdir(), 'shouwen-nameless-')) : join(side, 'nameless');
}

function copyPatched(from: string, to: string): void {
  const program = readFileSync(from);
  const at = program.indexOf('\0getpwuid\0', 0, 'latin1');
  if (at === -1) {
    throw new EmbeddedDatabaseError(
      'PostgreSQL cannot make a database for a user without an entry in the password file: ' +
        'start Shouwen as a user that has one, or set DATABASE_URL.',
    );
  }
  program.write('getpwent', at + 1, 'latin1');
  writeFileSync(to, program);
  chmodSync(to, 0o755);
}
