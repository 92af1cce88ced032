import { randomUUID } from 'node:crypto';
import { type Call, createClient } from '@shouwen/api';
import { io } from 'socket.io-client';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { clientFor, type Reply, refusalOf, send, withAdministrator } from './support/api.ts';
import { useInstallations } from './support/installation.ts';
import { sharedDatabase } from './support/shared-database.ts';
import { until } from './support/until.ts';

const install = useInstallations();
const request = { subject: 'Twice?', body: 'I pressed the button twice.', customer: { name: 'Wei' } };
const withKey = (key: string) => ({ 'idempotency-key': key });

describe('one server, many clients', () => {
  let url: string;
  let key: string;
  let call: Call;
  const open = (idempotencyKey: string, body: object = request): Promise<Reply> =>
    send(url, 'POST', '/tickets', { key, body, headers: withKey(idempotencyKey) });
  const subjects = async (subject: string) => {
    const { items } = await call('listTickets', { query: { limit: 200 } });
    return items.filter((ticket) => ticket.subject === subject);
  };

  beforeAll(async () => {
    const here = install();
    ({ url } = await here.start(withAdministrator));
    ({ key, call } = await clientFor(here, url));
  });

  it('opens one ticket for one Idempotency-Key, sent one after the other', async () => {
    const [first, second] = [await open('in-turn'), await open('in-turn')];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(await subjects(request.subject)).toHaveLength(1);
    const other = await open('in-turn', { ...request, subject: 'Something else' });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    expect(await subjects('Something else')).toHaveLength(0);
  });

  it('opens one ticket for one Idempotency-Key, sent thirty times at once', async () => {
    const body = { ...request, subject: 'Thirty times' };
    const answers = await Promise.all(Array.from({ length: 30 }, () => open('at-once', body)));
    const opened = answers.filter((answer) => answer.status === 201);
    const others = answers.filter((answer) => answer.status !== 201);
    for (const other of others)
      expect(other).toMatchObject({ status: 409, body: { code: 'request_in_flight' } });
    expect(await subjects('Thirty times')).toHaveLength(1);
    const again = await open('at-once', body);
    expect(again.status).toBe(201);
    for (const one of opened) expect(one.body).toEqual(again.body);
  });

  it('refuses a change without If-Match, and one that is based on an older state, with the state of now', async () => {
    const { number } = await call('openTicket', { body: request });
    const before = await call('getTicket', { params: { number } });
    await call(
      'changeTicket',
      { params: { number }, body: { subject: 'Changed by somebody' } },
      { ifMatch: before.etag },
    );
    const change = { params: { number }, body: { subject: 'Changed by me' } };
    expect(await refusalOf(call('changeTicket', change))).toMatchObject({ status: 428 });
    expect(await refusalOf(call('changeTicket', change, { ifMatch: before.etag }))).toMatchObject({
      status: 412,
      current: { subject: 'Changed by somebody' },
    });
    expect(await call('getTicket', { params: { number } })).toMatchObject({ subject: 'Changed by somebody' });
  });

  it('loses nothing when fifty people each add a tag and a note to one ticket at once', async () => {
    const { number } = await call('openTicket', { body: { ...request, subject: 'Everybody here' } });
    const path = `/tickets/${number}`;
    const people = Array.from({ length: 50 }, (_, index) => index);
    const first = await call('getTicket', { params: { number } });
    const addTag = async (person: number) => {
      for (let etag = first.etag; ; ) {
        const change = await send(url, 'PATCH', path, {
          key,
          body: { add_tags: [`tag-${person}`] },
          headers: { 'if-match': etag },
        });
        if (change.status === 200) return;
        expect(change.status).toBe(412); // somebody else was quicker: once more, from the state of now
        etag = (change.body as { current: { etag: string } }).current.etag;
      }
    };
    const addNote = async (person: number) => {
      const body = { kind: 'note', body: `note-${person}` };
      const headers = withKey(`note-${person}`);
      const { status } = await send(url, 'POST', `${path}/messages`, { key, body, headers });
      expect(status).toBe(201);
    };
    await Promise.all(people.flatMap((person) => [addTag(person), addNote(person)]));
    const ticket = await call('getTicket', { params: { number } });
    expect(ticket.tags.toSorted()).toEqual(people.map((person) => `tag-${person}`).sort());
    expect(
      ticket.messages.flatMap((message) => (message.kind === 'note' ? message.body : [])).sort(),
    ).toEqual(people.map((person) => `note-${person}`).sort());
    expect(ticket.timeline.filter((entry) => entry.kind === 'ticket.noted')).toHaveLength(50);
  });
});

describe('two servers on one database', () => {
  it('both come up although both migrate it, and each works on what the other took in', async () => {
    const env = {
      ...withAdministrator,
      DATABASE_URL: await sharedDatabase(),
      SHOUWEN_SECRET: randomUUID() + randomUUID(),
    };
    const first = install({ env });
    const [one, two] = await Promise.all([first.start(), install({ env }).start()]);
    const { key } = await clientFor(first, one.url);
    const there = createClient({ baseUrl: two.url, apiKey: key });
    const headers = withKey('both');
    const heard = await listen(two.url, key);
    const opened = await send(one.url, 'POST', '/tickets', { key, body: request, headers });
    expect(await send(two.url, 'POST', '/tickets', { key, body: request, headers })).toMatchObject({
      status: 201,
      body: opened.body,
    });
    const { number } = opened.body as { number: number };
    await until('the event reaches a socket on the other server', () => heard.includes(number));
    const { items } = await there('listTickets', { query: {} });
    expect(items.map((ticket) => ticket.subject)).toEqual([request.subject]);
    expect(await one.end('SIGTERM')).toMatchObject({ code: 0 });
    expect(await there('getTicket', { params: { number: items[0]?.number ?? 0 } })).toMatchObject({
      subject: request.subject,
    });
    expect(await two.end('SIGTERM')).toMatchObject({ code: 0 });
  });
});

/** Numbers of the tickets that a server tells a connected client of. */
async function listen(url: string, key: string): Promise<number[]> {
  const heard: number[] = [];
  const socket = io(url, { transports: ['websocket'], auth: { token: key } });
  onTestFinished(() => void socket.disconnect());
  socket.on('tickets', ({ numbers }: { numbers: number[] }) => heard.push(...numbers));
  await until('the socket is connected', () => socket.connected);
  return heard;
}
