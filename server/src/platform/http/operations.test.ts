import { request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { routes } from '@shouwen/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUser } from '../testing/factories.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';

let test: TestApp;
let port = 0;
beforeAll(async () => {
  test = await startTestApp();
  await test.server.listen({ port: 0, host: '127.0.0.1' });
  port = (test.server.server.address() as AddressInfo).port;
});
afterAll(() => test.close());

/** Asks over a real connection, so that the sender's address is that of a socket. */
function get(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string; headers: NodeJS.Dict<string | string[]> }> {
  return new Promise((resolve, reject) => {
    send({ host: '127.0.0.1', port, path, headers }, (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk) => {
        body += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body, headers: answer.headers }));
    })
      .on('error', reject)
      .end();
  });
}

describe('health', () => {
  it('says that the process lives, and that it is ready', async () => {
    expect(await get('/healthz')).toMatchObject({ status: 200, body: '{"status":"ok"}' });
    expect(await get('/readyz')).toMatchObject({ status: 200, body: '{"status":"ready"}' });
  });

  it('is not ready with an older schema or without the database, and lives on', async () => {
    const other = await startTestApp({ setUp: false });
    try {
      await other.pool.query('delete from schema_migration');
      const ready = async () => {
        const answer = await other.server.inject('/readyz');
        return { status: answer.statusCode, missing: answer.json().missing };
      };
      expect(await ready()).toEqual({ status: 503, missing: 'migrations' });
      await other.pool.query('drop table schema_migration');
      expect(await ready()).toEqual({ status: 503, missing: 'database' });
      expect((await other.server.inject('/healthz')).statusCode).toBe(200);
    } finally {
      await other.close();
    }
  });
});

describe('metrics', () => {
  it('tell of requests by route, of the pool, of lags and queues, and hold no token of an address', async () => {
    await test.request('POST', '/tickets', {
      body: { subject: 'Router', body: 'No light.', customer: { name: 'Ana' } },
    });
    await get('/api/v1/password-reset/sesame');
    const { status, body } = await get('/metrics');
    expect(status).toBe(200);
    expect(body).toContain(
      'shouwen_http_requests_total{method="POST",route="/api/v1/tickets",status="201"} 1',
    );
    expect(body).not.toContain('sesame');
    expect(body).toMatch(
      /shouwen_http_request_duration_seconds_count\{method="POST",route="\/api\/v1\/tickets"\} 1/,
    );
    for (const name of [
      'shouwen_database_connections',
      'shouwen_http_connections',
      'shouwen_ledger_position',
      'shouwen_sequencer_lag_seconds',
      'shouwen_obligations_lag_seconds',
      'shouwen_webhook_deliveries_waiting',
      'shouwen_outbox_queued',
      'nodejs_eventloop_lag_seconds',
    ])
      expect(body).toMatch(new RegExp(`^${name} \\d`, 'm'));
    test.clock.advance(60 * 24);
    expect((await get('/metrics')).body).toContain('shouwen_sequencer_lag_seconds 86400\n');
  });

  it('are open to this machine only, and only while the installation is known by this machine’s own address', async () => {
    expect((await get('/metrics', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(401);
    expect((await get('/metrics', { host: 'help.example.com' })).status).toBe(401);
    test.app.settings.url = 'https://help.example.com';
    try {
      expect((await get('/metrics')).status).toBe(401);
      const agent = await addUser(test);
      expect((await get('/metrics', { authorization: `Bearer ${agent.key}` })).status).toBe(403);
      expect((await get('/metrics', { authorization: `Bearer ${test.admin.key}` })).status).toBe(200);
    } finally {
      test.app.settings.url = 'http://localhost:8080';
    }
  });
});

describe('the API’s description', () => {
  it('holds every call of the contract', async () => {
    const { body } = await get('/api/v1/openapi.json');
    const document = JSON.parse(body);
    expect(document.openapi).toBe('3.1.0');
    const described = Object.values(document.paths).flatMap((path) =>
      Object.values(path as Record<string, { operationId: string }>).map(
        (operation) => operation.operationId,
      ),
    );
    expect(described.sort()).toEqual(Object.keys(routes).sort());
  });

  it('can be browsed with nothing fetched from elsewhere', async () => {
    const page = await get('/api/docs');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    const needed = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => String(match[1]));
    expect(needed.every((path) => path.startsWith('/api/docs/'))).toBe(true);
    for (const path of needed) expect((await get(path)).status).toBe(200);
    expect((await get('/api/docs/start.js')).body).toContain('validatorUrl: null');
    expect((await get('/api/docs/package.json')).status).toBe(404);
    expect((await get('/api/docs/..%2Fpackage.json')).status).toBe(404);
  });
});
