import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { chooseAccount, closedFolderOnTheWay } from '../account.ts';
import { findInstalled } from '../binaries.ts';
import type { Message, Request, State } from './member.program.ts';

/** A process of its own that holds an embedded database. */
export interface MemberProcess {
  pid: number;
  /** What it saw when the database was open. */
  opened: State;
  /** The sentences that it was told, in order. */
  log: string[];
  /** The highest row that was acknowledged to its writer. */
  written(): number;
  ask(action: Request['action'], sql?: string): Promise<unknown>;
  /** Kills it and waits until it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Resolves when the process has ended. */
  ended: Promise<void>;
}

export interface MemberOptions {
  dataDirectory: string;
  systemFolder?: string;
  /** Runs the process under these numbers. */
  uid?: number;
  /** Waits for the disk, as the product does; most tests need not. */
  durable?: boolean;
  /** The bundled program, when it is not the usual one. */
  program?: string;
}

/** A process that refused to open the database, with its sentence. */
export class Refused extends Error {}

const folders: string[] = [];
const bundles: string[] = [];
const processes: ChildProcess[] = [];

/** Makes a folder that other accounts can enter; `cleanUp` removes it. */
export function makeFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), 'shouwen-embedded-'));
  chmodSync(folder, mode);
  folders.push(folder);
  return folder;
}

/** Ends what a test has left running and removes its folders. */
export async function cleanUp(): Promise<void> {
  for (const child of processes.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) {
    // The watchers stop the servers of killed processes at their own pace, which write until then.
    await waitFor('the folder of a test to be removable', () => {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      return true;
    });
  }
}

/**
 * Bundles the program as the product's server is bundled.
 * @param from the folder from which it looks for the npm package with the binaries
 */
export async function bundleProgram(from = import.meta.dirname): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'shouwen-program-'));
  chmodSync(folder, 0o755);
  bundles.push(folder);
  const outfile = join(folder, 'member.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'member.program.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['pg-native'],
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(join(from, 'main.js')).href) },
  });
  chmodSync(outfile, 0o644);
  return outfile;
}

/** Removes the bundled programs of a test file. */
export function removePrograms(): void {
  for (const folder of bundles.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Starts such a process and waits until its database is open. Rejects with `Refused` when it refuses. */
export async function startMember(options: MemberOptions): Promise<MemberProcess> {
  const { child, opening } = launchMember(options);
  try {
    return await opening;
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

/** Like startMember, but gives the process at once. */
export function launchMember(options: MemberOptions): {
  child: ChildProcess;
  opening: Promise<MemberProcess>;
} {
  const {
    dataDirectory,
    systemFolder = join(dataDirectory, '..', 'system'),
    uid,
    program = '',
    durable,
  } = options;
  const child = spawn(process.execPath, [program, dataDirectory, systemFolder, durable ? 'on' : 'off'], {
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  processes.push(child);
  const log: string[] = [];
  const replies = new Map<number, (reply: { value?: unknown; error?: string }) => void>();
  let written = 0;
  let requests = 0;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));

  const ask = (action: Request['action'], sql?: string) =>
    new Promise<unknown>((resolve, reject) => {
      requests += 1;
      replies.set(requests, ({ value, error }) =>
        error === undefined ? resolve(value) : reject(new Error(error)),
      );
      child.send({ number: requests, action, ...(sql === undefined ? {} : { sql }) } satisfies Request);
    });
  const kill = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };
  const opening = new Promise<MemberProcess>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`the process ended with ${signal ?? code}`)));
    child.on('message', (message: Message) => {
      if (message.kind === 'opened') {
        resolve({
          pid: child.pid ?? 0,
          opened: message.state,
          log,
          written: () => written,
          ask,
          kill,
          ended,
        });
      } else if (message.kind === 'refused') reject(new Refused(message.sentence));
      else if (message.kind === 'log') log.push(message.sentence);
      else if (message.kind === 'written') written = message.row;
      else replies.get(message.number)?.(message);
    });
  });
  return { child, opening };
}

/**
 * The sentences that a process was told, but for the one about the copy of the binaries which a start as root makes when
 * this checkout lies where the server's account may not enter.
 */
export function sentencesOf(member: MemberProcess): string[] {
  const { home, version } = findInstalled();
  const account = chooseAccount(undefined);
  const closed = closedFolderOnTheWay(join(home, 'bin'), account);
  if (closed === undefined) return member.log;
  const copied = `/postgresql-${version}, because the account ${account?.name} may not enter ${closed}.`;
  return member.log.filter(
    (sentence) =>
      !(sentence.startsWith('The bundled PostgreSQL was copied to ') && sentence.endsWith(copied)),
  );
}

/** Waits until the condition holds; an error of its own counts as "not yet". Fails after half a minute. */
export async function waitFor(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const until = Date.now() + 30_000;
  let last: unknown;
  while (Date.now() < until) {
    try {
      if (await condition()) return;
    } catch (error) {
      last = error;
    }
    await sleep(20);
  }
  throw new Error(`waited in vain for ${what}`, { cause: last });
}
