import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRunning, processInfo } from '../embedded/processes.ts';

/**
 * Makes a folder for what tests of this process keep, among the temporary files, and removes those that killed runs
 * have left there: nobody else does, since a run that is killed, or interrupted, cleans up nothing.
 * @param kind the start of its name, e.g. `shouwen-test`
 */
export function makeRunFolder(kind: string): string {
  const form = new RegExp(`^${kind}-(\\d+)\\.(\\w+)-\\w+$`);
  for (const name of readdirSync(tmpdir())) {
    const [, pid, started] = form.exec(name) ?? [];
    if (pid === undefined || isRunning(Number(pid), started)) continue;
    const folder = join(tmpdir(), name);
    if (statSync(folder, { throwIfNoEntry: false })?.uid !== process.getuid?.()) continue;
    removeRunFolder(folder);
  }
  return mkdtempSync(join(tmpdir(), `${kind}-${process.pid}.${processInfo(process.pid)?.started ?? '0'}-`));
}

/** Removes such a folder, in which processes that are just ending may still write. */
export function removeRunFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
