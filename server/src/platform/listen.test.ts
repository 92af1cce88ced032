import { afterAll, beforeAll, expect, it } from 'vitest';
import { listen } from './listen.ts';
import { openLog } from './log.ts';
import { startTestApp, type TestApp } from './testing/test-app.ts';
import { until } from './testing/until.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp({ setUp: false });
});
afterAll(() => test.close());

it('hears what is announced, also after its connection was cut, and says whenever it listens anew', async () => {
  const heard: string[] = [];
  let connected = 0;
  const listener = listen({
    pool: test.pool,
    log: openLog('silent'),
    channels: { test_channel: (payload) => heard.push(payload) },
    onConnected: () => {
      connected += 1;
    },
  });
  await until('it listens', () => connected === 1);
  await test.pool.query("select pg_notify('test_channel', 'one')");
  await until('it hears', () => heard.includes('one'));
  await test.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query like 'select 1%' and pid <> pg_backend_pid()`);
  await until('it listens again', () => connected === 2);
  await test.pool.query("select pg_notify('test_channel', 'two')");
  await until('it hears again', () => heard.includes('two'));
  await listener.close();
  await test.pool.query("select pg_notify('test_channel', 'three')");
  const { rows } = await test.pool.query(`select 1 from pg_stat_activity
    where datname = current_database() and query like 'listen%'`);
  expect(rows).toEqual([]);
  expect(heard).toEqual(['one', 'two']);
});
