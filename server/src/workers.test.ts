import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Composition, compose } from './compose.ts';
import { openPool } from './platform/pool.ts';
import { startTestApp, type TestApp } from './platform/testing/test-app.ts';
import { until } from './platform/testing/until.ts';
import { verify } from './verify.ts';
import { startWorkers } from './workers.ts';

let test: TestApp;
let other: Composition;
const received: string[] = [];
const receiver = createServer((request, response) => {
  received.push(String(request.headers['webhook-id']));
  request.resume();
  response.writeHead(204).end();
});
beforeAll(async () => {
  test = await startTestApp({ env: { SHOUWEN_WEBHOOK_ALLOW: '127.0.0.0/8' } });
  const { settings, clock, log, secrets } = test.app;
  const pool = openPool({
    connection: { connectionString: test.databaseUrl },
    max: 6,
    onIdleError: () => undefined,
  });
  other = await compose({ settings, pool, clock, log, secret: 'x'.repeat(40) });
  other.app.secrets = secrets; // one installation, one secret
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  receiver.close();
  await other.pool.end();
  await test.close();
});

const open = async () =>
  (
    await test.request('POST', '/tickets', {
      body: { subject: 'Router', body: 'No light.', customer: { name: 'Ana' } },
    })
  ).body as { id: string; number: number };
const count = async (query: string) =>
  (await sql.raw<{ n: number }>(`select count(*) as n from ${query}`).execute(test.app.db)).rows[0]?.n;

describe('the workers', () => {
  it('carry an event to its position and its webhook, and act on what falls due, on two processes at once', async () => {
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    const added = await test.request('POST', '/webhooks', {
      body: { url, events: ['ticket.opened', 'obligation.missed'] },
    });
    expect(added.status).toBe(201);
    const workers = [startWorkers(test), startWorkers(other)];
    for (let n = 0; n < 10; n++) await open();
    await until('every opening has arrived', () => received.length === 10);
    test.clock.advance(60 * 24 * 30);
    await until('every miss has arrived', () => received.length === 40);
    await until('all have positions', async () => (await count('event where position is null')) === 0);
    await Promise.all(workers.map((one) => one.stop()));
    expect(new Set(received).size).toBe(40);
    expect((await verify(test.app)).findings).toEqual([]);
  });

  it('outlive a database that drops every connection, and go on by themselves', async () => {
    const workers = startWorkers(other);
    const { body } = await test.request('GET', '/events?limit=1');
    expect(body.items).toHaveLength(1);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(test.app.db);
    await until('requests get through again', async () => (await open()).number !== undefined);
    await until('the sequencer works again', async () => (await count('event where position is null')) === 0);
    await workers.stop();
    await open();
    expect(await count('event where position is null')).toBe(1);
  });

  it('refuse to start with an exception that is none, naming the setting', () => {
    const settings = { ...other.app.settings, webhookAllow: ['everything'] };
    expect(() => startWorkers({ ...other, app: { ...other.app, settings } })).toThrow(
      'SHOUWEN_WEBHOOK_ALLOW',
    );
  });
});
