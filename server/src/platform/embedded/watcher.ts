import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Binaries } from './binaries.ts';
import { reasonOf } from './error.ts';
import type { Place } from './place.ts';
import { spawnAs } from './run-program.ts';

const LONGEST_PAUSE = 10_000;

/**
 * What the watcher does once its parent is gone: when no other process uses the database (members.ts), it sends the server
 * a fast shutdown. It stays until the server is gone, and two seconds when there is none, for one that was just starting.
 * Plain JavaScript in a string, because the bundled product has no second file to run.
 */
const SCRIPT = `
const fs = require('node:fs'), path = require('node:path');
const [pgdata, members, self, pgCtl] = process.argv.slice(1);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
const linux = process.platform === 'linux';
const runs = (pid, started) => {
  try { process.kill(pid, 0); } catch (error) { if (error.code !== 'EPERM') return false; }
  if (!linux) return true;
  try {
    const stat = fs.readFileSync('/proc/' + pid + '/stat', 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] !== 'Z' && (started === '0' || fields[19] === started);
  } catch { return false; }
};
const isServer = (pid) => {
  if (!runs(pid, '0')) return false;
  if (!linux) return true;
  try {
    const theirs = fs.statSync('/proc/' + pid + '/cwd'), ours = fs.statSync(pgdata);
    const command = fs.readFileSync('/proc/' + pid + '/cmdline', 'utf8');
    return theirs.dev === ours.dev && theirs.ino === ours.ino && /(^|\\/)postgres\\0/.test(command);
  } catch { return false; }
};
const others = () => {
  try {
    return fs.readdirSync(members).some((name) => {
      const [pid, started] = name.split('.');
      return !name.endsWith('.stopping') && path.join(members, name) !== self && runs(Number(pid), started);
    });
  } catch { return false; }
};
const started = linux ? fs.readFileSync('/proc/self/stat', 'latin1').replace(/^.*[)] /s, '').split(' ')[19] : '0';
const stopping = path.join(members, process.pid + '.' + started + '.watcher.stopping');
const announce = () => { try { fs.writeFileSync(stopping, '', { mode: 0o600 }); } catch {} };
const withdraw = () => fs.rmSync(stopping, { force: true });
const finish = () => { withdraw(); process.exit(); };
const serverPid = () => {
  try { return parseInt(fs.readFileSync(path.join(pgdata, 'postmaster.pid'), 'latin1'), 10) || 0; } catch { return 0; }
};
const stop = (pid) => {
  if (process.platform !== 'win32') return process.kill(pid, 'SIGINT');
  require('node:child_process').spawn(pgCtl, ['stop', '-D', pgdata, '-m', 'fast', '-W'], { stdio: 'ignore' });
};
let begun = 0, told = 0;
const sweep = () => {
  announce();
  if (others()) finish();
  const pid = serverPid();
  if (pid > 0 && isServer(pid)) {
    if (told !== pid) { told = pid; try { stop(pid); } catch {} }
    return;
  }
  if (told > 0 || Date.now() - begun > 2000) finish();
  withdraw();
};
const start = () => {
  if (begun > 0) return;
  begun = Date.now();
  fs.rmSync(self, { force: true });
  sweep();
  setInterval(sweep, 50);
};
process.stdin.resume().on('end', start).on('error', start);
`;

// A shell waits in a hundredth of the memory, and becomes the script when its input closes.
const SHELL = 'trap "" INT TERM HUP; read -r nothing; node=$1; shift; exec "$node" -e "$SCRIPT" -- "$@"';
// What a list of processes shows for it.
const NAME = 'shouwen-watcher';

/**
 * Keeps a watcher for this process: a tiny child in a session of its own (a Ctrl-C in the terminal does not reach it)
 * whose input is a pipe that only this process holds. However this process ends, the pipe closes. A killed watcher is
 * replaced.
 * @param member this process's entry among the members
 * @returns ends the watcher without letting it act
 */
export function keepWatcher(
  place: Place,
  binaries: Binaries,
  member: string,
  log: (message: string) => void,
): () => void {
  let ended = false;
  let watcher: ChildProcess;
  let pause = 10;
  const begin = () => {
    if (ended) return;
    watcher = startWatcher(place, binaries, member);
    watcher.once('error', (error) =>
      log(`The watcher of the database cannot be started: ${reasonOf(error)}.`),
    );
    watcher.once('exit', () => {
      if (ended) return;
      setTimeout(begin, pause).unref();
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    });
  };
  begin();
  return () => {
    ended = true;
    watcher.kill('SIGKILL');
  };
}

function startWatcher(place: Place, binaries: Binaries, member: string): ChildProcess {
  const args = [place.pgdata, place.members, member, binaries.pgCtl];
  const shell = process.platform !== 'win32' && existsSync('/bin/sh');
  const { env, ...options } = spawnAs(undefined);
  const watcher = spawn(
    shell ? '/bin/sh' : process.execPath,
    shell ? ['-c', SHELL, NAME, process.execPath, ...args] : ['-e', SCRIPT, '--', ...args],
    {
      ...options,
      env: { ...env, SCRIPT },
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      windowsHide: true,
    },
  );
  watcher.unref();
  // The pipe must not keep a finished program from ending.
  if (watcher.stdin instanceof Socket) watcher.stdin.unref();
  watcher.stdin?.on('error', () => {
    // The watcher was killed: its exit has another one started.
  });
  return watcher;
}
