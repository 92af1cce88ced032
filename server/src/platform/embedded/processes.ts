import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { codeOf } from './error.ts';

/** What can be known of a process from outside. */
export interface ProcessInfo {
  pid: number;
  parent: number;
  /** Dead, but not yet reaped by its parent: its number still answers to signals. */
  zombie: boolean;
  /** When it started, in a unit of the system's own (only ever compared); '0' where it cannot be known. */
  started: string;
  /** The command line; empty where it cannot be known. */
  command: string;
}

/** Describes the process of that number, or gives undefined when there is none. */
export function processInfo(pid: number): ProcessInfo | undefined {
  if (!answers(pid)) return undefined;
  if (process.platform === 'linux') return fromProc(pid);
  if (process.platform === 'win32') return fromTaskList(pid);
  return fromPs(pid);
}

/** True while a process of that number runs (a zombie does not) and, when given, started at that moment. */
export function isRunning(pid: number, started = '0'): boolean {
  const info = processInfo(pid);
  if (info === undefined || info.zombie) return false;
  return started === '0' || info.started === '0' || info.started === started;
}

/** True when the process is the main process of a PostgreSQL server that works in the folder `pgdata`. */
export function isServerOf(info: ProcessInfo, pgdata: string): boolean {
  if (info.zombie) return false;
  // Only the name to compare on Windows: there the connection that follows decides.
  if (process.platform === 'win32') return /^postgres\.exe$/i.test(info.command);
  // A server's other processes call themselves `postgres: …`.
  if (info.command.startsWith('postgres: ') || !/(^|\/)postgres( |$)/.test(info.command)) return false;
  return worksIn(info.pid, pgdata) ?? info.command.includes(` -D ${pgdata} `);
}

/**
 * The processes that a killed server left behind in `pgdata` (a query that still runs). As long as one lives, it holds
 * the shared memory, and PostgreSQL rightly refuses to start. Linux only; elsewhere none is ever found.
 */
export function orphansOf(pgdata: string): ProcessInfo[] {
  if (process.platform !== 'linux') return [];
  const orphans: ProcessInfo[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const info = fromProc(Number(name));
    if (info === undefined || info.zombie || !info.command.startsWith('postgres: ')) continue;
    if (worksIn(info.pid, pgdata) !== true) continue;
    const parent = processInfo(info.parent);
    if (parent === undefined || !isServerOf(parent, pgdata)) orphans.push(info);
  }
  return orphans;
}

function answers(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function fromProc(pid: number): ProcessInfo | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the name in brackets and may hold anything, so count from the last bracket on.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ');
    return {
      pid,
      parent: Number(fields[1]),
      zombie: fields[0] === 'Z' || fields[0] === 'X',
      started: fields[19] ?? '0',
      command,
    };
  } catch (error) {
    // It ended between two reads.
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ESRCH') return undefined;
    throw error;
  }
}

function fromPs(pid: number): ProcessInfo | undefined {
  const columns = ['-o', 'ppid=', '-o', 'stat=', '-o', 'lstart=', '-o', 'command='];
  const environment = { PATH: process.env.PATH, LC_ALL: 'C' };
  let line: string;
  try {
    line = execFileSync('ps', ['-ww', ...columns, '-p', String(pid)], { env: environment, encoding: 'utf8' });
  } catch {
    // ps ends with an error when the process is gone.
    return undefined;
  }
  const match = /^\s*(\d+)\s+(\S+)\s+(\S+ +\S+ +\S+ +\S+ +\S+)\s+(.*)$/.exec(line.trimEnd());
  if (match === null) return undefined;
  const [, parent, state = '', since = '', command = ''] = match;
  const started = String(Date.parse(since) || 0);
  return { pid, parent: Number(parent), zombie: state.startsWith('Z'), started, command: `${command} ` };
}

function fromTaskList(pid: number): ProcessInfo {
  const args = ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'];
  const line = execFileSync('tasklist', args, { encoding: 'utf8', windowsHide: true });
  return { pid, parent: 0, zombie: false, started: '0', command: /^"([^"]*)"/.exec(line.trim())?.[1] ?? '' };
}

/** Whether the process works in that folder, or undefined where that cannot be seen. Compared by identity, not by name. */
function worksIn(pid: number, folder: string): boolean | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    // Another user's process.
    return undefined;
  }
  try {
    const theirs = statSync(`/proc/${pid}/cwd`);
    const ours = statSync(folder);
    return theirs.dev === ours.dev && theirs.ino === ours.ino;
  } catch {
    // The process ended or its folder was deleted.
    return false;
  }
}
