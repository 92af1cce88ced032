import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { isRunning, processInfo } from './processes.ts';
import type { State } from './testing/member.program.ts';
import {
  bundleProgram,
  cleanUp,
  launchMember,
  type MemberProcess,
  makeFolder,
  removePrograms,
  sentencesOf,
  startMember,
  waitFor,
} from './testing/member-process.ts';

let program = '';
beforeAll(async () => {
  program = await bundleProgram();
});
afterEach(cleanUp);
afterAll(removePrograms);

/** The processes that a process has started. */
function childrenOf(pid: number): { pid: number; command: string }[] {
  return execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [child, parent, ...command] = line.trim().split(/\s+/);
      return Number(parent) === pid ? [{ pid: Number(child), command: command.join(' ') }] : [];
    });
}

function watcherOf(member: MemberProcess): number | undefined {
  return childrenOf(member.pid).find(({ command }) => command.includes('shouwen-watcher'))?.pid;
}

function killAll(...pids: (number | undefined)[]): void {
  for (const pid of pids) if (pid !== undefined) process.kill(pid, 'SIGKILL');
}

/** Checks, through `reader`, that every row which `writer` has been told is written is there. */
async function expectEveryRow(writer: MemberProcess, reader = writer): Promise<void> {
  const acknowledged = writer.written();
  const sql = `SELECT count(*)::integer AS count FROM written WHERE row <= ${acknowledged}`;
  expect(await reader.ask('query', sql)).toEqual([{ count: acknowledged }]);
}

async function startWriting(dataDirectory: string): Promise<MemberProcess> {
  const member = await startMember({ dataDirectory, program, durable: true });
  await member.ask('write');
  await waitFor('rows', () => member.written() > 20);
  return member;
}

it('stops the server when the product is killed, and the next start finds every row', async () => {
  const dataDirectory = join(makeFolder(), 'data');
  for (let round = 0; round < 3; round += 1) {
    const member = await startWriting(dataDirectory);
    await member.kill('SIGKILL');
    await waitFor('the server to stop', () => !isRunning(member.opened.server));
    expect(existsSync(join(dataDirectory, 'database', 'postgres', 'postmaster.pid'))).toBe(false);
    const next = await startMember({ dataDirectory, program, durable: true });
    expect(next.opened.started).toBe(true);
    await expectEveryRow(member, next);
    await next.ask('leave');
  }
});

it('starts at once after a kill of the product, whether its server still runs or not', async () => {
  const dataDirectory = join(makeFolder(), 'data');
  for (let round = 0; round < 5; round += 1) {
    const member = await startWriting(dataDirectory);
    await member.kill('SIGKILL');
    const next = await startMember({ dataDirectory, program, durable: true });
    await expectEveryRow(member, next);
    await next.ask('leave');
  }
});

it('starts again after everything was killed at once', async () => {
  const dataDirectory = join(makeFolder(), 'data');
  for (let round = 0; round < 3; round += 1) {
    const member = await startWriting(dataDirectory);
    killAll(watcherOf(member), member.opened.server, member.pid);
    await member.ended;
    const next = await startMember({ dataDirectory, program, durable: true });
    expect(next.opened.started).toBe(true);
    await expectEveryRow(member, next);
    await next.ask('leave');
  }
});

it('starts a killed server again while the product runs, and nothing that was acknowledged is missing', async () => {
  const dataDirectory = join(makeFolder(), 'data');
  const member = await startWriting(dataDirectory);
  let server = member.opened.server;
  for (let round = 0; round < 5; round += 1) {
    process.kill(server, 'SIGKILL');
    let state = member.opened;
    await waitFor('another server', async () => {
      state = (await member.ask('state')) as State;
      return state.server !== server;
    });
    const before = member.written();
    await waitFor('more rows', () => member.written() > before + 20);
    expect(state.host).toBe(member.opened.host);
    server = state.server;
  }
  expect(sentencesOf(member)).toEqual(
    Array(5).fill('The database server ended unexpectedly (SIGKILL); it is being started again.'),
  );
  await expectEveryRow(member);
  await member.ask('leave');
  expect(isRunning(server)).toBe(false);
});

it('starts a killed server again although one of its queries still runs', async () => {
  const dataDirectory = join(makeFolder(), 'data');
  const member = await startMember({ dataDirectory, program, durable: true });
  // Busy without ever looking whether its server is alive.
  const busy = member
    .ask(
      'query',
      "SELECT sum(length(repeat('x', (n % 100)::integer))) FROM generate_series(1, 4000000000) AS n",
    )
    .catch(String);
  await waitFor('the query', async () => {
    const rows = await member.ask(
      'query',
      "SELECT FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%repeat%'",
    );
    return Array.isArray(rows) && rows.length > 1;
  });
  process.kill(member.opened.server, 'SIGKILL');
  expect(await busy).toMatch(/terminat/);
  await waitFor('the server', async () => {
    const rows = await member.ask('query', 'SELECT 1 AS one');
    return Array.isArray(rows) && rows.length === 1;
  });
});

it('has a process that joined start a killed server again when the one that started it is gone', async () => {
  const dataDirectory = join(makeFolder(), 'data');
  const first = await startMember({ dataDirectory, program, durable: true });
  const second = await startMember({ dataDirectory, program, durable: true });
  await second.ask('write');
  await waitFor('rows', () => second.written() > 20);
  await first.kill('SIGKILL');
  const before = second.written();
  await waitFor('more rows', () => second.written() > before + 20);
  expect(second.log).toEqual([]);

  killAll(first.opened.server);
  const killed = second.written();
  await waitFor('rows after the kill', () => second.written() > killed + 20);
  expect(second.log).toEqual([
    'The database server ended unexpectedly (it is gone); it is being started again.',
  ]);
  const { server } = (await second.ask('state')) as State;
  await second.kill('SIGKILL');
  await waitFor('the server to stop', () => !isRunning(server));
});

it('replaces a killed watcher', async () => {
  const dataDirectory = join(makeFolder(), 'data');
  const member = await startMember({ dataDirectory, program, durable: true });
  const watcher = watcherOf(member);
  killAll(watcher);
  await waitFor('another watcher', () => (watcherOf(member) ?? watcher) !== watcher);
  await member.kill('SIGKILL');
  await waitFor('the server to stop', () => !isRunning(member.opened.server));
});

it('joins the server that a killed product and its killed watcher left, and stops it in the end', async () => {
  const dataDirectory = join(makeFolder(), 'data');
  const member = await startMember({ dataDirectory, program, durable: true });
  killAll(watcherOf(member), member.pid);
  await member.ended;
  const next = await startMember({ dataDirectory, program, durable: true });
  expect(next.opened).toEqual({ ...member.opened, started: false });
  await next.ask('leave');
  expect(isRunning(member.opened.server)).toBe(false);
  expect(readdirSync(join(dataDirectory, 'database', 'members'))).toEqual([]);
});

it('makes the database again after a first start that was killed on the way', async () => {
  const dataDirectory = join(makeFolder(), 'data');
  for (const stage of ['initdb', '--boot', '--single', ' -D ']) {
    const { child, opening } = launchMember({ dataDirectory, program });
    const outcome = opening.catch(() => 'killed');
    const pid = child.pid ?? 0;
    const has = (parent: number): boolean =>
      childrenOf(parent).some((process) => process.command.includes(stage) || has(process.pid));
    await waitFor(stage, () => has(pid) || processInfo(pid) === undefined);
    child.kill('SIGKILL');
    expect(await outcome).toBe('killed');
  }
  const next = await startMember({ dataDirectory, program, durable: true });
  expect(await next.ask('query', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await waitFor('no remains', () => readdirSync(dataDirectory).length === 1);
});
