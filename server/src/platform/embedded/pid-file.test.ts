import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { isRoot } from './account.ts';
import { isRunning, processInfo } from './processes.ts';
import {
  bundleProgram,
  cleanUp,
  type MemberProcess,
  makeFolder,
  removePrograms,
  startMember,
  waitFor,
} from './testing/member-process.ts';

let program = '';
// One database for all of them; each leaves it as it was.
let root = '';
const strangers: ChildProcess[] = [];

beforeAll(async () => {
  program = await bundleProgram();
  root = mkdtempSync(join(tmpdir(), 'shouwen-pid-file-'));
  chmodSync(root, 0o755);
  const member = await startMember({ dataDirectory: join(root, 'data'), program });
  await member.ask('query', 'CREATE TABLE kept AS SELECT 1 AS one');
  await member.ask('leave');
});
afterEach(async () => {
  for (const stranger of strangers.splice(0)) stranger.kill('SIGKILL');
  await cleanUp();
});
afterAll(() => {
  removePrograms();
  rmSync(root, { recursive: true, force: true });
});

/** A data folder with a cleanly stopped database of one row. */
async function stoppedDatabase(): Promise<{
  dataDirectory: string;
  pgdata: string;
  pidFile: string;
  socketLock: string;
}> {
  const dataDirectory = join(root, 'data');
  const pgdata = join(dataDirectory, 'database', 'postgres');
  const socketLock = join(dataDirectory, 'database', 'socket', '.s.PGSQL.5432.lock');
  const pidFile = join(pgdata, 'postmaster.pid');
  // The process of the last test was killed; its watcher stops the server.
  await waitFor('a stopped database', () => !existsSync(pidFile) && !existsSync(socketLock));
  return { dataDirectory, pgdata, pidFile, socketLock };
}

/** Writes a lock file as a killed server of that number leaves it, with its owner. */
function leave(pidFile: string, pid: number, socketLock?: string): void {
  const { uid, gid } = statSync(join(pidFile, '..'));
  const folder = join(pidFile, '..', '..', 'socket');
  for (const file of socketLock === undefined ? [pidFile] : [pidFile, socketLock]) {
    writeFileSync(
      file,
      `${pid}\n${join(pidFile, '..')}\n1700000000\n5432\n${folder}\n\n   12345      9999\nready   \n`,
      {
        mode: 0o600,
      },
    );
    chownSync(file, uid, gid);
  }
}

/** A living process that is not PostgreSQL, under the account that the server runs as. */
function stranger(pgdata: string, command: string[] = ['sleep', '1000']): ChildProcess {
  const { uid, gid } = statSync(pgdata);
  const [name = '', ...args] = command;
  const child = spawn(name, args, {
    cwd: '/',
    stdio: ['ignore', 'pipe', 'ignore'],
    ...(isRoot() ? { uid, gid } : {}),
  });
  strangers.push(child);
  return child;
}

async function expectStart(dataDirectory: string): Promise<MemberProcess> {
  const member = await startMember({ dataDirectory, program });
  expect(member.opened.started).toBe(true);
  expect(await member.ask('query', 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  return member;
}

it('starts although a lock file names a process that is gone', async () => {
  const { dataDirectory, pidFile, socketLock } = await stoppedDatabase();
  const gone = spawn('true');
  await new Promise((resolve) => gone.once('exit', resolve));
  leave(pidFile, gone.pid ?? 0, socketLock);
  await expectStart(dataDirectory);
});

it("starts although the number in the lock files is now another program's", async () => {
  const { dataDirectory, pgdata, pidFile, socketLock } = await stoppedDatabase();
  const other = stranger(pgdata);
  leave(pidFile, other.pid ?? 0, socketLock);
  await expectStart(dataDirectory);
  expect(isRunning(other.pid ?? 0)).toBe(true);
});

it('starts although the number in the lock files is its own', async () => {
  const { dataDirectory, pidFile, socketLock } = await stoppedDatabase();
  // In a container each start has the same small numbers: the product's own, and that of what started it.
  leave(pidFile, process.pid, socketLock);
  await expectStart(dataDirectory);
});

it('starts although the number in the lock file is that of a server of another folder', async () => {
  const { dataDirectory, pidFile } = await stoppedDatabase();
  const other = await startMember({ dataDirectory: join(makeFolder(), 'data'), program });
  leave(pidFile, other.opened.server);
  await expectStart(dataDirectory);
  expect(await other.ask('query', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

it('starts although the number in the lock files is that of a zombie', async () => {
  const { dataDirectory, pgdata, pidFile, socketLock } = await stoppedDatabase();
  // A parent that never asks for its ended child.
  const parent = stranger(pgdata, ['sh', '-c', 'sleep 0.1 & echo $!; exec sleep 1000']);
  const zombie = await new Promise<number>((resolve) => {
    parent.stdout?.once('data', (text: Buffer) => resolve(Number(text.toString())));
  });
  await waitFor('the zombie', () => processInfo(zombie)?.zombie === true);
  leave(pidFile, zombie, socketLock);
  await expectStart(dataDirectory);
});

it.each(['', 'not a number\n'])('starts although the lock file holds nothing of use: %j', async (text) => {
  const { dataDirectory, pidFile, socketLock } = await stoppedDatabase();
  for (const file of [pidFile, socketLock]) {
    leave(file === pidFile ? pidFile : socketLock, 1);
    writeFileSync(file, text);
  }
  await expectStart(dataDirectory);
});

it('starts a copy of a data folder, made while the original runs, beside it', async () => {
  const { dataDirectory } = await stoppedDatabase();
  const original = await expectStart(dataDirectory);
  const copy = join(makeFolder(), 'data');
  execFileSync('cp', ['-a', dataDirectory, copy]);
  const member = await expectStart(copy);
  expect(member.opened.server).not.toBe(original.opened.server);
  await member.ask('leave');
  expect(await original.ask('query', 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
});

it('never touches the lock file of a living server', async () => {
  const { dataDirectory, pidFile } = await stoppedDatabase();
  const server = await expectStart(dataDirectory);
  const before = readFileSync(pidFile, 'utf8');
  const { ino } = statSync(pidFile);
  for (let round = 0; round < 3; round += 1) {
    const joined = await startMember({ dataDirectory, program });
    expect(joined.opened.server).toBe(server.opened.server);
    await joined.ask('leave');
  }
  expect(readFileSync(pidFile, 'utf8')).toBe(before);
  expect(statSync(pidFile).ino).toBe(ino);
});

it('starts without the folders that a copying tool leaves out for being empty', async () => {
  const { dataDirectory } = await stoppedDatabase();
  const copy = join(makeFolder(), 'data');
  cpSync(dataDirectory, copy, { recursive: true, filter: (path) => !/\/(members|socket)$/.test(path) });
  if (isRoot()) {
    const { uid } = statSync(join(dataDirectory, 'database', 'postgres'));
    execFileSync('chown', ['-R', `${uid}`, join(copy, 'database', 'postgres')]);
    execFileSync('chmod', ['711', copy, join(copy, 'database')]);
  }
  expect(existsSync(join(copy, 'database', 'members'))).toBe(false);
  await expectStart(copy);
});

it('leaves alone a server that refuses its password', async () => {
  const { dataDirectory } = await stoppedDatabase();
  const server = await expectStart(dataDirectory);
  const passwordFile = join(dataDirectory, 'database', 'password');
  const password = readFileSync(passwordFile, 'utf8');
  try {
    writeFileSync(passwordFile, 'another\n');
    await expect(startMember({ dataDirectory, program })).rejects.toThrow(
      /^The database in .* refuses the connection: password authentication failed/,
    );
  } finally {
    writeFileSync(passwordFile, password);
  }
  expect(await server.ask('query', 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
});
