import { spawn } from 'node:child_process';
import type { Account } from './account.ts';

/** How a program ended: its exit code (null when killed), the signal, and what it printed. */
export interface Outcome {
  code: number | null;
  signal: string | null;
  output: string;
}

/**
 * The environment of every PostgreSQL program: only what it needs. No secret of ours, no `PG…` variable that would
 * bend its defaults, English messages, and UTC.
 */
export function programEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}

/** Options of `spawn` for running as that account. The working folder is one that every account can enter. */
export function spawnAs(account: Account | undefined): {
  cwd?: string;
  env: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
} {
  const cwd = process.platform === 'win32' ? {} : { cwd: '/' };
  const ids = account === undefined ? {} : { uid: account.uid, gid: account.gid };
  return { ...cwd, ...ids, env: programEnvironment() };
}

/** Runs a program to its end as that account. Rejects with the system error when it cannot be started at all. */
export function runProgram(
  program: string,
  args: readonly string[],
  account: Account | undefined,
  input = '',
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...spawnAs(account),
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, output: output.trim() }));
    // A program that ends without reading its input is judged by its exit code.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
