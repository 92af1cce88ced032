import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Whether a process of that number runs; one that has ended and only waits for its parent does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false; // there is none: it is never another account's, the tests run as its own or as root
  }
  const stat = read(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z';
}

/** The number of the main process of the database in a data folder; null when none runs there. */
export function databasePid(dataFolder: string): number | null {
  const file = join(dataFolder, 'database', 'postgres', 'postmaster.pid');
  const pid = Number.parseInt(read(file), 10);
  return pid > 0 && isRunning(pid) ? pid : null;
}

export interface Process {
  pid: number;
  command: string;
}

/** The processes that name the folder or stand in it: those of the database, its watchers, and whoever serves. */
export function processesOf(folder: string): Process[] {
  if (!existsSync('/proc/self/cmdline')) return listed().filter(({ command }) => command.includes(folder));
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((pid) => ({ pid: Number(pid), command: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ') }))
    .filter(({ pid, command }) => (command.includes(folder) || standsIn(pid, folder)) && isRunning(pid));
}

function standsIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
  } catch {
    return false; // ended between two looks, or another account's
  }
}

function listed(): Process[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,command='], { encoding: 'utf8' });
  return stdout.split('\n').map((line) => ({ pid: Number.parseInt(line, 10), command: line }));
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // ended between two looks
  }
}
