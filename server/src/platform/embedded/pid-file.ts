import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Address, SOCKET_PORT, socketOf } from './address.ts';
import { codeOf } from './error.ts';
import { isServerOf, processInfo } from './processes.ts';

/** What PostgreSQL wrote into `postmaster.pid`, as far as it has come. */
export interface PidFile {
  /** 0 when the file is empty or damaged. */
  pid: number;
  address: Address | undefined;
  /** `starting`, `ready`, `stopping`, `standby`; empty in the first moments. */
  status: string;
  text: string;
}

/** Whether a server works in the folder. `running` with `local: false` is one that we can reach but not see (a container's). */
export type ServerState = { kind: 'none' } | { kind: 'stale' } | RunningServer;
export interface RunningServer {
  kind: 'running';
  pid: number;
  address: Address | undefined;
  status: string;
  local: boolean;
}

/** Reads `postmaster.pid` of a cluster, or gives undefined when there is none. */
export function readPidFile(pgdata: string): PidFile | undefined {
  const text = read(join(pgdata, 'postmaster.pid'));
  if (text === undefined) return undefined;
  const [pid, , , port, socketFolder, listen, , status = ''] = text.split('\n');
  const host = socketFolder || listen;
  const address = host && Number(port) > 0 ? { host, port: Number(port) } : undefined;
  return { pid: numberIn(pid), address, status: status.trim(), text };
}

/**
 * Looks whether a server works in the folder, by the process and not by its number alone: it must live (a zombie does
 * not), be PostgreSQL and work in this folder; or else answer on its socket.
 */
export async function examine(pgdata: string): Promise<ServerState> {
  const file = readPidFile(pgdata);
  if (file === undefined) return { kind: 'none' };
  const { pid, address, status } = file;
  const info = processInfo(pid);
  if (info !== undefined && isServerOf(info, pgdata))
    return { kind: 'running', pid, address, status, local: true };
  // Only a socket beside the cluster: the file of a copied folder still names the original's.
  const beside = { host: join(dirname(pgdata), 'socket'), port: SOCKET_PORT };
  if (await answers(beside)) return { kind: 'running', pid, address: beside, status, local: false };
  return { kind: 'stale' };
}

/**
 * Removes the lock files of a dead server that PostgreSQL itself would take for a living one's: empty, or with a number
 * that now is another program's or a zombie's. Those with a number that nobody has, PostgreSQL removes by itself, after
 * a look at the shared memory. The file of a living server of this folder is never touched.
 */
export async function clearStaleLocks(pgdata: string, address: Address): Promise<void> {
  const files = [join(pgdata, 'postmaster.pid')];
  if (address.host.startsWith('/')) files.push(`${socketOf(address)}.lock`);
  for (const file of files) {
    let text = read(file);
    if (text === undefined) continue;
    if (numberIn(text) === 0) {
      // A starting server creates the file and fills it at once: give it that moment.
      await sleep(500);
      text = read(file);
      if (text === undefined) continue;
    }
    const info = processInfo(numberIn(text));
    const left = numberIn(text) === 0 || (info !== undefined && !isServerOf(info, pgdata));
    if (left) removeUnchanged(file, text);
  }
}

/** Removes a file only if it still has that text: between the look and the removal a server may have started. */
function removeUnchanged(file: string, text: string): void {
  const aside = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    renameSync(file, aside);
    if (read(aside) !== text) linkSync(aside, file);
  } catch (error) {
    // Another process removed it first, or has put a new one in its place.
    if (!['ENOENT', 'EEXIST'].includes(codeOf(error) ?? '')) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function answers(address: Address): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path: socketOf(address), timeout: 1000 });
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket
      .on('connect', () => done(true))
      .on('error', () => done(false))
      .on('timeout', () => done(false));
  });
}

function numberIn(text: string | undefined): number {
  // A single-user server writes its number with a minus.
  return Math.abs(Number.parseInt(text ?? '', 10)) || 0;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
