import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isRoot } from './account.ts';
import { codeOf } from './error.ts';
import { isRunning, processInfo } from './processes.ts';

// What takes time to make (a cluster, a copy of the binaries) is made in a folder beside its place and renamed into it:
// whoever is killed half-way leaves something that nobody takes for the finished thing.

/** Makes an empty folder beside `target`, and removes those that killed processes left there. */
export function makeSideFolder(target: string): string {
  const made = mkdirSync(dirname(target), { recursive: true }) !== undefined;
  // Root's own mask may be strict, and the server's account must get through.
  if (made && isRoot()) chmodSync(dirname(target), 0o755);
  const prefix = `${basename(target)}.new.`;
  for (const name of readdirSync(dirname(target))) {
    if (!name.startsWith(prefix)) continue;
    const [pid, started] = name.slice(prefix.length).split('.');
    if (!isRunning(Number(pid), started)) discard(join(dirname(target), name));
  }
  const own = `${process.pid}.${processInfo(process.pid)?.started ?? '0'}`;
  const folder = `${target}.new.${own}.${randomBytes(4).toString('hex')}`;
  mkdirSync(folder, { mode: 0o711 });
  return folder;
}

/** Renames the finished side folder to `target`; when another process was first, drops it and gives false. */
export function putInPlace(side: string, target: string): boolean {
  try {
    renameSync(side, target);
  } catch (error) {
    // Windows says EPERM where other systems say that the folder is not empty.
    const taken = process.platform === 'win32' ? ['ENOTEMPTY', 'EEXIST', 'EPERM'] : ['ENOTEMPTY', 'EEXIST'];
    if (!taken.includes(codeOf(error) ?? '')) throw error;
    discard(side);
    return false;
  }
  syncFolder(dirname(target));
  return true;
}

/** Removes a side folder. */
export function discard(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    // A program of a killed process may still be writing in it; the next start finds it again.
    if (codeOf(error) !== 'ENOTEMPTY') throw error;
  }
}

/** Writes a new file, readable by its owner only, and has it on the disk before it returns. */
export function writeDurably(file: string, text: string): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function syncFolder(folder: string): void {
  // Windows cannot open a folder for that.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
