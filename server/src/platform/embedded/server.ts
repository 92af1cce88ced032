import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Address } from './address.ts';
import type { Binaries } from './binaries.ts';
import { codeOf, reasonOf } from './error.ts';
import { examine, readPidFile } from './pid-file.ts';
import { giveToOwner, type Place } from './place.ts';
import { isRunning, isServerOf, processInfo } from './processes.ts';
import { runProgram, spawnAs } from './run-program.ts';

const LOG_LIMIT = 5 * 1024 * 1024;
const SECOND = 1000;

/** All that starting, joining and restarting the server of a place needs. */
export interface Setup {
  place: Place;
  binaries: Binaries;
  password: string;
  settings: Record<string, string>;
  log: (message: string) => void;
  /** True once this process leaves, so that nothing is waited for any longer. */
  isLeaving: () => boolean;
}

/** What a start came to: a server that accepts connections, or PostgreSQL's own reason why not. */
export type Start = { child: ChildProcess; pid: number } | { failure: string };

/** The server's settings; what the caller passes wins. `fsync` and its kin stay at their safe defaults. */
export function serverSettings(address: Address, given: Record<string, string>): Record<string, string> {
  const socket = address.host.startsWith('/');
  return {
    // Quoted, because PostgreSQL reads a list here and a path may hold a comma or a blank.
    unix_socket_directories: socket ? `"${address.host.replaceAll('"', '""')}"` : '',
    unix_socket_permissions: '0700',
    listen_addresses: socket ? '' : address.host,
    port: String(address.port),
    max_connections: '100',
    shared_buffers: '128MB',
    wal_buffers: '16MB',
    max_wal_size: '1GB',
    // Nobody replicates from it.
    max_wal_senders: '0',
    wal_level: 'replica',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    // Starts, stops and crashes; not the statements that failed, whose texts hold what customers wrote.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    logging_collector: 'off',
    ...given,
  };
}

/**
 * Starts the server as a direct child in a session of its own, so that a Ctrl-C in the terminal reaches only us and the
 * server ends after we have finished with it. Waits as long as it takes to recover after a crash.
 */
export async function startServer(setup: Setup, address: Address): Promise<Start> {
  const { place, binaries, settings, log } = setup;
  const options = Object.entries(serverSettings(address, settings)).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const { descriptor, end } = openLog(place);
  const child = spawn(binaries.postgres, ['-D', place.pgdata, ...options], {
    ...spawnAs(place.account),
    detached: true,
    stdio: ['ignore', descriptor, descriptor],
    windowsHide: true,
  });
  closeSync(descriptor);
  child.unref();
  let failure: string | undefined;
  const onError = (error: Error) => {
    failure = reasonOf(error);
  };
  const onExit = (code: number | null, signal: string | null) => {
    failure = lastReason(place.logFile, end) ?? `it ended with ${signal ?? `code ${code}`}`;
  };
  child.once('error', onError).once('exit', onExit);
  const begun = Date.now();
  let told = false;
  while (failure === undefined) {
    if (setup.isLeaving()) await endChild(child);
    const file = readPidFile(place.pgdata);
    if (child.pid !== undefined && file?.pid === child.pid && file.status === 'ready') {
      child.off('exit', onExit);
      return { child, pid: child.pid };
    }
    if (!told && Date.now() - begun > 10 * SECOND) {
      told = true;
      log(
        'The database is still starting: it is recovering what was written last before it was interrupted.',
      );
    }
    await sleep(15);
  }
  return { failure };
}

/**
 * Stops the server of the place with a fast shutdown and waits until it is gone; after a minute with an immediate one,
 * which loses nothing either but makes the next start recover. Does nothing when none runs.
 */
export async function stopServer(place: Place, binaries: Binaries): Promise<void> {
  const state = await examine(place.pgdata);
  if (state.kind !== 'running' || !state.local) return;
  if (process.platform === 'win32') {
    await runProgram(binaries.pgCtl, ['stop', '-D', place.pgdata, '-m', 'fast', '-w'], undefined);
    return;
  }
  const { pid } = state;
  const started = processInfo(pid)?.started;
  for (const [signal, patience] of [
    ['SIGINT', 60 * SECOND],
    ['SIGQUIT', 10 * SECOND],
  ] as const) {
    signalServer(pid, place.pgdata, signal);
    const until = Date.now() + patience;
    while (Date.now() < until) {
      if (!isRunning(pid, started)) return;
      await sleep(10);
    }
  }
}

/** Ends a server that we started and that its folder no longer tells of, as when the data folder was removed under it. */
export async function endChild(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined) return;
  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    for (const until = Date.now() + 5 * SECOND; Date.now() < until; await sleep(20)) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
    }
  }
}

function signalServer(pid: number, pgdata: string, signal: NodeJS.Signals): void {
  const info = processInfo(pid);
  if (info === undefined || !isServerOf(info, pgdata)) return;
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended this moment.
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

function openLog(place: Place): { descriptor: number; end: number } {
  const size = statSync(place.logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT) renameSync(place.logFile, `${place.logFile}.1`);
  const descriptor = openSync(place.logFile, 'a', 0o600);
  giveToOwner(place, place.logFile);
  return { descriptor, end: size > LOG_LIMIT ? 0 : size };
}

/** The last thing that PostgreSQL complained of in its log, from that position on. */
function lastReason(logFile: string, from: number): string | undefined {
  const lines = readFileSync(logFile).subarray(from).toString('utf8').split('\n');
  const line =
    lines.findLast((text) => /(FATAL|PANIC|ERROR): /.test(text)) ??
    lines.findLast((text) => text.trim() !== '');
  return line?.replace(/^.*?(FATAL|PANIC|ERROR): +/, '').trim();
}
