import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { isRunning } from './processes.ts';
import {
  bundleProgram,
  cleanUp,
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

it('lets a second process join, and the last one out stops the server', async () => {
  const dataDirectory = join(makeFolder(), 'data');
  const server = await startMember({ dataDirectory, program });
  const command = await startMember({ dataDirectory, program });
  expect(server.opened.started).toBe(true);
  expect(command.opened).toEqual({ ...server.opened, started: false });

  await command.ask('leave');
  expect(await server.ask('query', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await server.ask('leave');
  expect(isRunning(server.opened.server)).toBe(false);
});

it('leaves the server to those that joined when the one that started it ends first', async () => {
  const dataDirectory = join(makeFolder(), 'data');
  const first = await startMember({ dataDirectory, program });
  const second = await startMember({ dataDirectory, program });
  await first.ask('leave');
  await first.kill('SIGTERM');
  expect(await second.ask('query', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  const third = await startMember({ dataDirectory, program });
  expect(third.opened).toEqual(second.opened);

  await Promise.all([second.ask('leave'), third.ask('leave')]);
  expect(isRunning(first.opened.server)).toBe(false);
});

it('makes one database when several processes make it at once', async () => {
  const dataDirectory = join(makeFolder(), 'data');
  const members = await Promise.all([1, 2, 3, 4].map(() => startMember({ dataDirectory, program })));
  expect(new Set(members.map((member) => member.opened.url)).size).toBe(1);
  expect(new Set(members.map((member) => member.opened.server)).size).toBe(1);
  expect(members.filter((member) => member.opened.started)).toHaveLength(1);
  await Promise.all(members.map((member) => member.ask('leave')));
  expect(isRunning(members[0]?.opened.server ?? 0)).toBe(false);
});

it('starts one server when several processes start it at once, again and again', async () => {
  const dataDirectory = join(makeFolder(), 'data');
  for (let round = 0; round < 5; round += 1) {
    const members = await Promise.all([1, 2, 3].map(() => startMember({ dataDirectory, program })));
    expect(new Set(members.map((member) => member.opened.server)).size).toBe(1);
    // Two leave while a fourth comes: it is never left without a server.
    const [late] = await Promise.all([
      startMember({ dataDirectory, program }),
      ...members.map((member) => member.ask('leave')),
    ]);
    expect(await late.ask('query', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await late.ask('leave');
  }
});

it('stops the server when a process ends without leaving', async () => {
  const dataDirectory = join(makeFolder(), 'data');
  const member = await startMember({ dataDirectory, program });
  void member.ask('exit');
  await member.ended;
  await waitFor('the server to stop', () => !isRunning(member.opened.server));
});

it('keeps a Ctrl-C in the terminal away from the server until the product has finished', async () => {
  const dataDirectory = join(makeFolder(), 'data');
  const member = await startMember({ dataDirectory, program });
  await member.ask('patience');
  // The terminal sends it to the whole group.
  process.kill(-member.pid, 'SIGINT');
  await member.ended;
  expect(sentencesOf(member)).toEqual(['finished']);
  expect(isRunning(member.opened.server)).toBe(false);
});

it('allows one server process among those that share the database, also after the database was killed', async () => {
  const dataDirectory = join(makeFolder(), 'data');
  const first = await startMember({ dataDirectory, program });
  const second = await startMember({ dataDirectory, program });
  const refusal = 'A Shouwen server is already running on this data folder';
  await first.ask('claim');
  process.kill(first.opened.server, 'SIGKILL');
  await waitFor('the claim of the first', async () => {
    const sql = "SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted";
    const rows = await second.ask('query', sql);
    return Array.isArray(rows) && rows.length === 1;
  });
  await expect(second.ask('claim')).rejects.toThrow(refusal);
  await first.kill('SIGKILL');
  await second.ask('claim');
});

it('keeps several processes at work although the server is killed again and again', async () => {
  const dataDirectory = join(makeFolder(), 'data');
  const members = await Promise.all([1, 2, 3].map(() => startMember({ dataDirectory, program })));
  const servers = new Set<number>();
  for (let round = 0; round < 4; round += 1) {
    await waitFor('one server for all', async () => {
      const states = await Promise.all(members.map((member) => member.ask('state')));
      const pids = new Set((states as { server: number }[]).map((state) => state.server));
      const [pid = 0] = pids;
      if (pids.size !== 1 || servers.has(pid) || !isRunning(pid)) return false;
      servers.add(pid);
      return true;
    });
    // one that was asked while it starts up says so, and is asked again, as every user of the pool does
    for (const member of members)
      await waitFor('an answer', async () => Boolean(await member.ask('query', 'SELECT 1 AS one')));
    if (round < 3) process.kill([...servers].at(-1) ?? 0, 'SIGKILL');
  }
  await Promise.all(members.map((member) => member.ask('leave')));
  expect([...servers].filter((pid) => isRunning(pid))).toEqual([]);
});
