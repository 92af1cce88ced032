import { type OperationId, type RouteContract, routes } from '@shouwen/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { multipart } from './access/testing/call.ts';
import { addUser } from './platform/testing/factories.ts';
import { startTestApp, type TestApp } from './platform/testing/test-app.ts';
import { implementations } from './routes.ts';

const operations = Object.entries(routes) as [OperationId, RouteContract][];

describe('every call of the contract', () => {
  it('is carried out once, and nothing else is', () => {
    expect(implementations.map((one) => one.name).sort()).toEqual(operations.map(([name]) => name).sort());
  });

  it('has an address of its own', () => {
    const addresses = operations.map(([, { method, path }]) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`);
    expect(addresses.filter((address, index) => addresses.indexOf(address) !== index)).toEqual([]);
  });

  it.each(operations)('%s declares its path, success and limit without contradiction', (_, contract) => {
    const named = [...contract.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(contract.params !== undefined).toBe(named.length > 0);
    if (contract.method === 'GET') expect(contract.body).toBeUndefined();
    if (contract.status === 204) expect(contract.response).toBeUndefined();
    // a step of a course is added, not changed; still it is taken on what one has seen
    if (contract.ifMatch) expect(contract.path.endsWith('/steps') ? 'PATCH' : contract.method).toBe('PATCH');
    // anybody may come: what a stranger can send is limited, or done once
    const open = contract.access === 'public' || contract.access === 'link';
    if (open && contract.method !== 'GET' && contract.path !== '/setup') expect(contract.limit).toBeDefined();
  });
});

describe('every call that reads', () => {
  let test: TestApp;
  let token: string;
  const params: Record<string, string> = {};
  beforeAll(async () => {
    test = await startTestApp();
    const does = async (path: string, body: object) => (await test.request('POST', path, { body })).body;
    const request = { subject: 'S', body: 'B', customer: { name: 'Bo', email: 'bo@example.com' } };
    const ticket = await does('/tickets', request);
    const page = await test.request('GET', `/tickets/${ticket.number}`);
    const { url } = await does(`/tickets/${ticket.number}/customer-link`, {});
    token = new URL(url).pathname.split('/').at(-1) ?? '';
    const form = multipart({ name: 'note.txt', content: 'B' });
    const upload = { body: form.body, headers: { 'content-type': form.type } };
    const file = (await test.request('POST', '/files', upload)).body;
    const headers = { 'content-type': 'message/rfc822' };
    const mail = await test.request('POST', '/mail/inbound', { body: 'Subject: S\r\n\r\nB', headers });
    const webhook = await does('/webhooks', { url: 'https://hooks.example.com/in', events: ['*'] });
    const below = await addUser(test, { reportsTo: test.admin.id });
    const asking = { kind: 'question', facts: 'F', opinion: 'O' };
    const asked = await test.request('POST', '/instructions', { as: below.key, body: asking });
    Object.assign(params, {
      '/instructions/{number}': asked.body.number,
      '/instructions/{number}/steps': asked.body.number,
      duty: asked.body.obligations[0].id,
      '/users/{id}': test.admin.id,
      '/users/{id}/sessions': test.admin.id,
      '/users/{id}/holdings': test.admin.id,
      '/customers/{id}': page.body.customer.id,
      '/customers/{id}/history': page.body.customer.id,
      '/webhooks/{id}/deliveries': webhook.id,
      '/files/{id}/text': file.id,
      '/mail/journal/{id}': mail.body.id,
      '/first-steps/{key}': 'form',
      '/teams/{id}/board': page.body.team.id,
      number: String(ticket.number),
      id: ticket.obligations[0].id,
      canned: 'greeting',
      section: 'types',
      key: 'inquiry',
      metric: 'received',
      form: 'contact',
      token,
    });
    const partner = { name: 'Pat', email: 'pat@example.com' };
    const question = { question: 'Q', partner, due_minutes: 60 };
    const consulted = await does(`/tickets/${ticket.number}/consultations`, question);
    params['/public/consultations/{token}'] = new URL(consulted.url).pathname.split('/').at(-1) ?? '';
    params['/outbox/{id}'] = (await test.request('GET', '/outbox')).body.items[0].id;
  });
  afterAll(() => test.close());

  const reads = operations.filter(([, contract]) => contract.method === 'GET' && !contract.file);
  it.each(reads)(
    '%s answers as the contract says, and refuses a question that is none of its own',
    async (_, contract) => {
      // the most particular value first: for this very path, then by the parameter's name
      const path = contract.path.replace(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(params[contract.path] ?? params[name] ?? ''),
      );
      const as = contract.access === 'public' || contract.access === 'link' ? null : test.admin.key;
      const answer = await test.request('GET', path, { as });
      expect(answer.status, JSON.stringify(answer.body)).toBe(contract.status ?? 200);
      // startTestApp holds answers against the contract too; here nothing may be there beside it
      expect(contract.response?.parse(answer.body)).toEqual(answer.body);
      if (contract.query) {
        const odd = await test.request('GET', `${path}?no_such_field=1`, { as });
        expect(odd).toMatchObject({ status: 422, body: { errors: [{ field: 'no_such_field' }] } });
      }
    },
  );

  it.each(operations.filter(([, contract]) => contract.body))(
    '%s refuses unknown fields, naming them',
    async (name, contract) => {
      const path = contract.path.replace(/\{(\w+)\}/g, (_, part: string) => {
        const value = params[contract.path] ?? params[part];
        return encodeURIComponent(value ?? test.admin.id);
      });
      const as = contract.access === 'public' || contract.access === 'link' ? null : test.admin.key;
      const answer = await test.request(contract.method, path, {
        as,
        body: { no_such_field: 1 },
        headers: { 'if-match': '"x1"' },
      });
      expect(answer.status, `${name} ${path} ${JSON.stringify(answer.body)}`).toBe(422);
      expect(answer.body.errors.map((error: { field: string }) => error.field)).toContain('no_such_field');
    },
  );
});
