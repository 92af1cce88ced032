import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LedgerEvent } from '@shouwen/api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readOn } from '../events/reader.ts';
import { sequenceAll } from '../events/sequencer.ts';
import { readExceptions } from '../platform/outgoing/allowed-addresses.ts';
import { guardedAgent } from '../platform/outgoing/guarded-agent.ts';
import { addUnit, addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { until } from '../platform/testing/until.ts';
import { asksFor } from './kinds.ts';
import { queueDeliveries } from './queue-deliveries.ts';
import { claimDue, delays, sendDue } from './send-deliveries.ts';
import { startSender } from './start-sender.ts';

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

let test: TestApp;
let receiver: Server;
let url = '';
let received: Received[] = [];
let answer: { status: number; body?: string; location?: string } | 'never' = { status: 204 };
beforeAll(async () => {
  test = await startTestApp({ env: { SHOUWEN_WEBHOOK_ALLOW: '127.0.0.0/8' } });
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      if (answer === 'never') return;
      response.writeHead(answer.status, answer.location ? { location: answer.location } : {});
      response.end(answer.body);
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await test.close();
});
beforeEach(async () => {
  received = [];
  answer = { status: 204 };
  test.clock.advance(1);
  const { body } = await test.request('GET', '/webhooks');
  for (const { id } of body.items) await test.request('DELETE', `/webhooks/${id}`);
  await queue();
});

const agent = () => guardedAgent({ excepted: readExceptions(test.app.settings.webhookAllow) });
const add = async (body: object = {}) =>
  (await test.request('POST', '/webhooks', { body: { url, events: ['ticket.*'], ...body } })).body;
const open = async (body: object = {}) =>
  (
    await test.request('POST', '/tickets', {
      body: { subject: 'Router', body: 'No light.', customer: { name: 'Ana' }, ...body },
    })
  ).body;
/** What the workers do between the commit of an event and its delivery. */
async function queue(): Promise<void> {
  await sequenceAll(test.app);
  while ((await readOn(test.app, test.systemContext, queueDeliveries)) > 0);
}
const send = () => sendDue(test.app, agent());
const log = async (id: string) => (await test.request('GET', `/webhooks/${id}/deliveries`)).body.items;

describe('webhooks', () => {
  it('show their secret once, keep it encrypted, and can be changed and removed', async () => {
    const added = await add({ description: 'billing' });
    expect(added.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const { body: list } = await test.request('GET', '/webhooks');
    expect(list.items).toEqual([
      expect.objectContaining({ id: added.id, url, active: true, description: 'billing' }),
    ]);
    expect(JSON.stringify(list)).not.toContain('whsec_');
    const row = await test.app.db
      .selectFrom('webhook')
      .select('secret')
      .where('id', '=', added.id)
      .executeTakeFirstOrThrow();
    expect(row.secret).not.toContain(added.secret.slice(6, 20));
    const changed = await test.request('PATCH', `/webhooks/${added.id}`, { body: { active: false } });
    expect(changed.body).toMatchObject({ active: false, url, events: ['ticket.*'] });
    expect((await test.request('DELETE', `/webhooks/${added.id}`)).status).toBe(204);
    expect((await test.request('GET', `/webhooks/${added.id}/deliveries`)).status).toBe(404);
    const kinds = await test.app.db
      .selectFrom('event')
      .select('kind')
      .where('subject_id', '=', added.id)
      .orderBy('seq')
      .execute();
    expect(kinds.map((one) => one.kind)).toEqual(['webhook.added', 'webhook.changed', 'webhook.removed']);
  });

  it.each([
    ['http://10.0.0.1/hook', 'webhook_address_private'],
    ['http://169.254.169.254/latest/meta-data', 'webhook_address_private'],
    ['http://[::1]/', 'webhook_address_private'],
    ['https://user:secret@example.com/', 'webhook_url_credentials'],
    ['ftp://example.com/', 'invalid_format'],
  ])('refuse %s at once', async (bad, code) => {
    const { status, body } = await test.request('POST', '/webhooks', { body: { url: bad, events: ['*'] } });
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({ field: 'url', code });
  });

  it('are for those who manage webhooks in the whole organisation', async () => {
    const part = await addUser(test, { role: 'administrator', unit: await addUnit(test) });
    const { id } = await add();
    for (const [method, path] of [
      ['GET', '/webhooks'],
      ['POST', '/webhooks'],
      ['PATCH', `/webhooks/${id}`],
      ['DELETE', `/webhooks/${id}`],
      ['GET', `/webhooks/${id}/deliveries`],
    ] as const) {
      const body = method === 'POST' ? { url, events: ['*'] } : method === 'PATCH' ? { url } : undefined;
      expect((await test.request(method, path, { as: part.key, body })).status).toBe(403);
    }
  });

  it('match kinds, prefixes and everything', () => {
    expect(asksFor(['*'], 'ticket.opened')).toBe(true);
    expect(asksFor(['ticket.*'], 'ticket.opened')).toBe(true);
    expect(asksFor(['ticket.*'], 'tickets.opened')).toBe(false);
    expect(asksFor(['ticket.opened'], 'ticket.opened')).toBe(true);
    expect(asksFor(['ticket.opened'], 'ticket.opened_again')).toBe(false);
  });
});

describe('a delivery', () => {
  it('is the event of the ledger, signed as the standard says', async () => {
    const { id, secret } = await add();
    const ticket = await open();
    await queue();
    expect(await send()).toBe(1);
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    const event = JSON.parse(body) as LedgerEvent;
    expect(event).toMatchObject({ kind: 'ticket.opened', ticket: ticket.number });
    expect(headers['webhook-id']).toBe(event.id);
    const key = Buffer.from(secret.slice(6), 'base64');
    const signed = `${event.id}.${headers['webhook-timestamp']}.${body}`;
    expect(headers['webhook-signature']).toBe(
      `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
    );
    expect(Number(headers['webhook-timestamp']) * 1000).toBe(test.clock.now().getTime());
    expect(await log(id)).toEqual([
      expect.objectContaining({
        state: 'delivered',
        status: 204,
        attempts: 1,
        error: null,
        kind: 'ticket.opened',
      }),
    ]);
    const { body: page } = await test.request('GET', `/events?after=${event.position - 1}&limit=1`);
    expect(page.items[0]).toEqual(event);
  });

  it('goes to webhooks that ask for it, from their making on, and not while they are inactive', async () => {
    await open();
    test.clock.advance(1);
    await add({ events: ['ticket.opened'] });
    await add({ events: ['obligation.missed'] });
    const resting = await add({ events: ['*'] });
    await test.request('PATCH', `/webhooks/${resting.id}`, { body: { active: false } });
    await open();
    await queue();
    expect(await send()).toBe(1);
  });

  it('tells of confidential tickets only when the maker may see all of them', async () => {
    await test.request('PUT', '/configuration/roles/integrator', {
      body: { value: { name: 'Integrator', permissions: ['webhook.manage'], order: 9 } },
    });
    const maker = await addUser(test, { role: 'integrator' });
    const blind = await test.request('POST', '/webhooks', {
      as: maker.key,
      body: { url, events: ['ticket.*'] },
    });
    const seeing = await add();
    await open({ confidential: true });
    await open();
    await queue();
    expect(await log(seeing.id)).toHaveLength(2);
    expect(await log(blind.body.id)).toHaveLength(1);
  });

  it('backs off, keeps the beginning of the answer, and gives up at last', async () => {
    const { id } = await add();
    await open();
    await queue();
    answer = { status: 500, body: `out of\u0000order ${'x'.repeat(5_000)}` };
    for (const delay of delays) {
      expect(await send()).toBe(1);
      const [entry] = await log(id);
      expect(entry).toMatchObject({ state: 'queued', status: 500 });
      expect(entry.error).toMatch(/^answered 500: out of order x+$/);
      expect(entry.error.length).toBeLessThan(1_100);
      expect(new Date(entry.next_at).getTime() - test.clock.now().getTime()).toBe(delay);
      test.clock.set(new Date(test.clock.now().getTime() + delay - 1));
      expect(await send()).toBe(0);
      test.clock.set(new Date(test.clock.now().getTime() + 1));
    }
    expect(await send()).toBe(1);
    expect((await log(id))[0]).toMatchObject({ state: 'failed', attempts: delays.length + 1, next_at: null });
    expect(new Set(received.map((one) => one.headers['webhook-id'])).size).toBe(1);
  });

  it('can be sent again, and then is', async () => {
    const { id } = await add();
    await open();
    await queue();
    await send();
    const [entry] = await log(id);
    const again = await test.request('POST', `/webhooks/${id}/deliveries/${entry.id}/resend`);
    expect(again.body).toMatchObject({ state: 'queued', attempts: 0 });
    expect(await send()).toBe(1);
    expect(received).toHaveLength(2);
    const other = await add();
    const wrong = await test.request('POST', `/webhooks/${other.id}/deliveries/${entry.id}/resend`);
    expect(wrong.status).toBe(404);
  });

  it('that was cut off by a kill is made again when its time is over, and not before', async () => {
    const { id } = await add();
    await open();
    await queue();
    const [cutOff] = await claimDue(test.app, []);
    expect(cutOff?.attempts).toBe(1);
    expect((await log(id))[0].state).toBe('attempting');
    expect(await send()).toBe(0);
    const early = await test.request('POST', `/webhooks/${id}/deliveries/${cutOff?.id}/resend`);
    expect(early.body.code).toBe('delivery_in_flight');
    test.clock.advance(1);
    expect(await send()).toBe(1);
    expect((await log(id))[0]).toMatchObject({ state: 'delivered', attempts: 2 });
  });

  it('is made by one of several senders', async () => {
    await add();
    for (let n = 0; n < 20; n++) await open();
    await queue();
    const counts = await Promise.all([send(), send(), send()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(20);
    expect(new Set(received.map((one) => one.headers['webhook-id'])).size).toBe(20);
    expect(received).toHaveLength(20);
  });

  it('does not follow a redirect', async () => {
    const { id } = await add();
    await open();
    await queue();
    answer = { status: 302, location: url };
    await send();
    expect(received).toHaveLength(1);
    expect((await log(id))[0]).toMatchObject({ state: 'queued', status: 302 });
  });

  it('does not reach this machine unless the operator has listed it', async () => {
    const { id } = await add();
    await open();
    await queue();
    await sendDue(test.app, guardedAgent({ excepted: readExceptions([]) }));
    expect(received).toEqual([]);
    expect((await log(id))[0]).toMatchObject({ state: 'queued', status: null });
    expect((await log(id))[0].error).toBe('127.0.0.1 is refused: it is loopback');
  });

  it('is paged in the log, newest first', async () => {
    const { id } = await add();
    for (let n = 0; n < 3; n++) await open();
    await queue();
    const first = (await test.request('GET', `/webhooks/${id}/deliveries?limit=2`)).body;
    const rest = (await test.request('GET', `/webhooks/${id}/deliveries?limit=2&cursor=${first.next_cursor}`))
      .body;
    const positions = [...first.items, ...rest.items].map((one: { position: number }) => one.position);
    expect(positions).toHaveLength(3);
    expect(positions).toEqual([...positions].sort((a, b) => b - a));
    expect(rest.next_cursor).toBeNull();
  });
});

describe('the sender', () => {
  it('runs by itself; a receiver that hangs keeps nobody else waiting, nor the end of the process', async () => {
    const hanging = createServer(() => undefined);
    await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
    const slow = await add({ url: `http://127.0.0.1:${(hanging.address() as AddressInfo).port}/` });
    const quick = await add();
    for (let n = 0; n < 10; n++) await open();
    await queue();
    const sender = startSender(test.app, agent());
    await until('the quick one has everything', async () =>
      (await log(quick.id)).every((one: { state: string }) => one.state === 'delivered'),
    );
    expect((await log(slow.id)).some((one: { state: string }) => one.state === 'attempting')).toBe(true);
    await sender.stop();
    const left = await log(slow.id);
    expect(left.every((one: { state: string }) => one.state === 'queued')).toBe(true);
    expect(
      left.some((one: { error: string | null }) => one.error === 'the server was stopped meanwhile'),
    ).toBe(true);
    hanging.closeAllConnections();
    hanging.close();
  });
});
