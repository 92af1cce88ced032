import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { makeRunFolder, removeRunFolder } from '../../server/src/platform/testing/run-folder.ts';
import { databasePid, isRunning, processesOf } from './processes.ts';
import { until } from './until.ts';

/** The checkout, which is run unless a test makes a copy of the product. */
export const checkout = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}
export interface Outcome extends Exit {
  stdout: string;
  stderr: string;
}
/** A running `serve`, started as a user starts it. */
export interface Server {
  /** such as http://127.0.0.1:34567 */
  url: string;
  pid: number;
  /** what it has written to standard error so far */
  stderr(): string;
  /** sends a signal and waits for the end */
  end(signal: NodeJS.Signals): Promise<Outcome>;
  ended: Promise<Outcome>;
}
/** A data folder of its own with the environment that goes with it. */
export interface Installation {
  folder: string;
  env: NodeJS.ProcessEnv;
  /** starts the server and waits until it says its address; throws with what it wrote when it ends instead */
  start(env?: NodeJS.ProcessEnv): Promise<Server>;
  /** runs `serve` that is expected to end by itself */
  serveToEnd(env?: NodeJS.ProcessEnv): Promise<Outcome>;
  /** runs a command of the command line to its end */
  cli(args: string[], env?: NodeJS.ProcessEnv): Promise<Outcome>;
  /** the number of the database's main process; null when it does not run */
  databasePid(): number | null;
  /** the same, run from a copy of the product, and on another data folder when one is given */
  of(product: string, folder?: string): Installation;
}
export interface InstallOptions {
  env?: NodeJS.ProcessEnv;
  /** account to run under, when the suite runs as root */
  account?: { uid: number; gid: number };
}

export const administrator = { email: 'ada@example.com', password: 'a long pass phrase' };

/**
 * Installations for the tests of a file. After the last test everything that runs on them is ended and their folders
 * are removed, also when a test failed.
 */
export function useInstallations(): (options?: InstallOptions) => Installation {
  const made: { folder: string; children: Set<ChildProcess> }[] = [];
  afterAll(async () => {
    for (const { folder, children } of made) await clear(folder, children);
  });
  return (options = {}) => {
    const folder = makeRunFolder('shouwen-e2e');
    chmodSync(folder, 0o711); // as root the database runs under another account, which must get through
    const data = join(folder, 'data');
    const children = new Set<ChildProcess>();
    made.push({ folder, children });
    return installation(data, { ...options, env: { ...bare(), ...options.env } }, children);
  };
}

/** The environment without what would reach an installation of this machine. */
function bare(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => name === 'SHOUWEN_TEST_RUN' || !/^(SHOUWEN_|DATABASE_URL$|npm_|VITEST|NODE_ENV$)/.test(name),
  );
  return { ...Object.fromEntries(kept), SHOUWEN_PORT: '0', SHOUWEN_SMTP_IN_PORT: '0', SHOUWEN_LOG: 'warn' };
}

function installation(
  folder: string,
  options: InstallOptions,
  children: Set<ChildProcess>,
  product = checkout,
): Installation {
  const { account } = options;
  const env: NodeJS.ProcessEnv = { ...options.env, SHOUWEN_DATA: folder };
  const run = (args: string[], more: NodeJS.ProcessEnv = {}) => {
    const how: SpawnOptions = { cwd: product, env: { ...env, ...more }, stdio: 'pipe', ...account };
    const child = spawn(process.execPath, [join(product, 'scripts', 'run.mjs'), ...args], how);
    children.add(child);
    return watch(child, () => children.delete(child));
  };
  return {
    folder,
    env,
    async start(more) {
      const { child, written, ended } = run(['serve'], more);
      const address = () => /Shouwen is ready at (\S+)/.exec(written().stderr)?.[1];
      let over: Outcome | undefined;
      void ended.then((outcome) => {
        over = outcome;
      });
      // the first start of a checkout builds
      const url = await until('the server says its address', () => (over && 'none') || address(), 300);
      if (over && !address())
        throw new Error(`The server ended with ${over.code ?? over.signal}: ${over.stderr}`);
      const pid = child.pid ?? 0;
      return {
        url,
        pid,
        stderr: () => written().stderr,
        ended,
        end(signal) {
          process.kill(pid, signal);
          return ended;
        },
      };
    },
    serveToEnd: (more) => run(['serve'], more).ended,
    cli: (args, more) => run(args, more).ended,
    databasePid: () => databasePid(folder),
    of: (copy, other = folder) => installation(other, options, children, copy),
  };
}

function watch(child: ChildProcess, over: () => void) {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', over);
    // not `exit`: what it wrote last is to be read first
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, ended, written: () => ({ stdout, stderr }) };
}

/** Ends what still runs on a folder, in order if it lets itself be, and removes the folder. */
async function clear(folder: string, children: Set<ChildProcess>): Promise<void> {
  for (const child of children) child.kill('SIGTERM');
  await gone(() => children.size === 0, 15);
  for (const child of children) child.kill('SIGKILL');
  await gone(() => processesOf(folder).length === 0, 15);
  const database = databasePid(join(folder, 'data'));
  if (database !== null) {
    process.kill(database, 'SIGQUIT');
    await gone(() => !isRunning(database), 15);
  }
  removeRunFolder(folder);
}

async function gone(look: () => boolean, seconds: number): Promise<void> {
  await until('what the tests started has ended', look, seconds).catch((error: Error) => {
    console.error(error.message); // the harder way follows
  });
}
