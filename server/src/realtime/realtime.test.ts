import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Composition, compose } from '../compose.ts';
import { sequenceAll } from '../events/sequencer.ts';
import { sweepDue } from '../obligations/sweep.ts';
import { openPool } from '../platform/pool.ts';
import { type AddedUser, addTeam, addUnit, addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { until } from '../platform/testing/until.ts';
import { startRealtime } from './start-realtime.ts';

interface Heard {
  name: string;
  message: unknown;
}
interface Client {
  socket: Socket;
  heard: Heard[];
  of(name: string): unknown[];
}

let test: TestApp;
let addresses: string[] = [];
const endings: (() => Promise<unknown>)[] = [];
let clients: Client[] = [];

/** One process: a composition with its HTTP server and real time. */
async function startProcess(composition: Composition): Promise<string> {
  const http = composition === test ? test.server : await composition.httpServer();
  const realtime = startRealtime(composition, http);
  await http.listen({ port: 0, host: '127.0.0.1' });
  endings.push(async () => {
    await realtime.stop();
    await http.close();
  });
  return `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  test = await startTestApp();
  const pool = openPool({
    connection: { connectionString: test.databaseUrl },
    max: 4,
    onIdleError: () => undefined,
  });
  const { settings, clock, log } = test.app;
  const second = await compose({ settings, pool, clock, log, secret: 'x'.repeat(40) });
  addresses = [await startProcess(test), await startProcess(second)];
  endings.push(() => pool.end());
});
afterAll(async () => {
  for (const client of clients) client.socket.disconnect();
  for (const end of endings) await end();
  await test.close();
});
beforeEach(() => {
  for (const client of clients) client.socket.disconnect();
  clients = [];
});

/** Connects to one of the two processes with an API key or a cookie. */
async function connect(
  who: { key?: string; cookie?: string; origin?: string },
  process: 0 | 1 = 0,
): Promise<Client> {
  const { key, cookie, origin } = who;
  const socket = io(String(addresses[process]), {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    ...(key ? { auth: { token: key } } : {}),
    extraHeaders: { ...(cookie ? { cookie } : {}), ...(origin ? { origin } : {}) },
  });
  const heard: Heard[] = [];
  socket.onAny((name: string, message: unknown) => heard.push({ name, message }));
  const client = {
    socket,
    heard,
    of: (name: string) => heard.filter((one) => one.name === name).map((one) => one.message),
  };
  clients.push(client);
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', () => resolve());
    socket.on('connect_error', reject);
  });
  return client;
}
const numbersHeard = (client: Client) =>
  client.of('tickets').flatMap((message) => (message as { numbers: number[] }).numbers);

async function open(body: object = {}): Promise<number> {
  const { body: opened } = await test.request('POST', '/tickets', {
    body: { subject: 'Router', body: 'No light.', customer: { name: 'Ana' }, ...body },
  });
  return opened.number;
}
/** Places events, and waits until both processes have told of them: an open ticket tells the administrator. */
async function settled(...watching: Client[]): Promise<void> {
  const marker = await open();
  await sequenceAll(test.app);
  for (const client of watching)
    await until('the marker is heard', () => numbersHeard(client).includes(marker));
}

describe('real time', () => {
  it('tells of a change those who see the ticket, on every process, and nobody else', async () => {
    const unit = await addUnit(test);
    const insider = await addUser(test, { unit, team: await addTeam(test, { unit }) });
    const outsider = await addUser(test, { unit: await addUnit(test) });
    const here = await connect({ key: test.admin.key }, 0);
    const there = await connect({ key: test.admin.key }, 1);
    const inside = await connect({ key: insider.key }, 1);
    const outside = await connect({ key: outsider.key }, 1);
    const { body } = await test.request('GET', '/teams');
    const team = body.items.find((one: { unit_id: string }) => one.unit_id === unit).id;
    const theirs = await open({ team_id: team });
    const secret = await open({ team_id: team, confidential: true });
    await settled(here, there);
    expect(numbersHeard(here)).toEqual(expect.arrayContaining([theirs, secret]));
    expect(numbersHeard(there)).toEqual(numbersHeard(here));
    await until('the insider hears of it', () => numbersHeard(inside).includes(theirs));
    expect(numbersHeard(inside)).toEqual([theirs]);
    expect(outside.heard).toEqual([]);
    expect(JSON.stringify(here.heard)).not.toContain('Router');
  });

  it('tells who loses a ticket from sight to fetch lists anew, without a word about which', async () => {
    const unit = await addUnit(test);
    const elsewhere = await addTeam(test, { unit: await addUnit(test) });
    const team = await addTeam(test, { unit });
    const loser = await connect({ key: (await addUser(test, { unit })).key });
    const admin = await connect({ key: test.admin.key });
    const [transferred, hidden, unwatched] = [
      await open({ team_id: team }),
      await open({ team_id: team }),
      await open(),
    ];
    await settled(admin);
    loser.heard.length = 0;
    await test.request('POST', `/tickets/${transferred}/transfer`, {
      body: { team_id: elsewhere, reason: 'theirs' },
    });
    await settled(admin);
    await until('lists', () => loser.of('lists').length > 0);
    expect(loser.heard).toEqual([{ name: 'lists', message: undefined }]);
    loser.heard.length = 0;
    const { headers } = await test.request('GET', `/tickets/${hidden}`);
    await test.request('PATCH', `/tickets/${hidden}`, {
      body: { confidential: true },
      headers: { 'if-match': String(headers.etag) },
    });
    await settled(admin);
    await until('lists', () => loser.of('lists').length > 0);
    expect(loser.of('tickets')).toEqual([]);
    expect(numbersHeard(admin)).toContain(unwatched);
  });

  it('tells those whose duties or notifications have changed', async () => {
    const leader = await addUser(test, { name: 'Leader' });
    const owner = await addUser(test, { name: 'Owner', reportsTo: leader.id });
    const other = await addUser(test, { name: 'Other' });
    const [of, above, beside, admin] = [
      await connect({ key: owner.key }),
      await connect({ key: leader.key }, 1),
      await connect({ key: other.key }),
      await connect({ key: test.admin.key }),
    ];
    const number = await open({ assignee_id: owner.id });
    await settled(admin);
    await until('the owner hears of duties', () => of.of('duties').length > 0);
    expect(above.of('duties')).toEqual([]);
    test.clock.advance(60 * 25);
    of.heard.length = 0;
    await sweepDue(test.app, test.systemContext);
    await settled(admin);
    await until('the leader hears of the escalation', () => above.of('duties').length > 0);
    await until('the owner hears of the miss', () => of.of('duties').length > 0);
    of.heard.length = 0;
    await test.request('POST', `/tickets/${number}/transfer`, {
      body: {
        team_id: (await test.request('GET', `/tickets/${number}`)).body.team.id,
        assignee_id: other.id,
        reason: 'x',
      },
    });
    await sequenceAll(test.app);
    await until('the former owner hears', () => of.of('duties').length > 0);
    await until('the new owner hears', () => beside.of('duties').length > 0);
  });
});

describe('a connection', () => {
  const cookieOf = async (user: AddedUser, password: string) => {
    const answer = await test.request('POST', '/session', {
      as: null,
      body: { email: user.email, password },
    });
    return String(answer.headers['set-cookie']).split(';')[0] ?? '';
  };

  it('needs a valid key or session; a browser must come from our own pages', async () => {
    await expect(connect({})).rejects.toThrow('sign_in_needed');
    await expect(connect({ key: 'wrong' })).rejects.toThrow('sign_in_needed');
    const user = await addUser(test, { password: 'correct horse battery' });
    const cookie = await cookieOf(user, 'correct horse battery');
    await connect({ cookie });
    await connect({ cookie, origin: 'http://localhost:8080' });
    await expect(connect({ cookie, origin: 'https://evil.example' })).rejects.toThrow();
    await expect(connect({ cookie, origin: 'null' })).rejects.toThrow();
  });

  it('is WebSocket only, so that no node has to be found again', async () => {
    const answer = await fetch(`${addresses[0]}/socket.io/?EIO=4&transport=polling`);
    expect(answer.status).toBe(400);
  });

  it('ends at once with its session, key or person, on any process', async () => {
    const user = await addUser(test, { password: 'correct horse battery' });
    const cookie = await cookieOf(user, 'correct horse battery');
    const kept = await connect({ key: user.key }, 1);
    const bySession = await connect({ cookie }, 1);
    await fetch(`${addresses[0]}/api/v1/session`, { method: 'DELETE', headers: { cookie } });
    await sequenceAll(test.app);
    await until('the session’s connection ends', () => !bySession.socket.connected);
    expect(kept.socket.connected).toBe(true);
    await test.request('POST', `/users/${user.id}/deactivate`, { body: { successor_id: test.admin.id } });
    await sequenceAll(test.app);
    await until('the person’s connection ends', () => !kept.socket.connected);
  });

  it('follows the person’s rights', async () => {
    const unit = await addUnit(test);
    const team = await addTeam(test, { unit });
    const user = await addUser(test, { unit: await addUnit(test) });
    const client = await connect({ key: user.key }, 1);
    const admin = await connect({ key: test.admin.key });
    const { body: before, headers } = await test.request('GET', `/users/${user.id}`);
    const changed = await test.request('PATCH', `/users/${user.id}`, {
      body: { roles: [...before.roles, { role: 'agent', unit_id: unit }] },
      headers: { 'if-match': String(headers.etag) },
    });
    expect(changed.status).toBe(200);
    await sequenceAll(test.app);
    await until('lists are to be fetched anew', () => client.of('lists').length > 0);
    const number = await open({ team_id: team });
    await settled(admin);
    await until('what has come into sight is heard of', () => numbersHeard(client).includes(number));
  });
});

describe('presence', () => {
  type Told = { number: number; people: { name: string; typing: boolean }[] };
  const present = (client: Client) => (client.of('presence').at(-1) as Told | undefined)?.people ?? null;
  const names = (client: Client) =>
    present(client)?.map((one) => one.name + (one.typing ? ' types' : '')) ?? null;
  const seesNames = (client: Client, wanted: string[]) =>
    until(`presence is ${wanted}`, () => JSON.stringify(names(client)) === JSON.stringify(wanted));

  it('tells those who look at a ticket who else does and who types, across processes, until they leave', async () => {
    const number = await open();
    const [ana, bo] = [await addUser(test, { name: 'Ana' }), await addUser(test, { name: 'Bo' })];
    const first = await connect({ key: ana.key }, 0);
    const second = await connect({ key: bo.key }, 1);
    first.socket.emit('viewing', { number });
    second.socket.emit('viewing', { number, typing: true });
    await seesNames(first, ['Bo types']);
    await seesNames(second, ['Ana']);
    second.socket.emit('viewing', { number, typing: false });
    await seesNames(first, ['Bo']);
    const tab = await connect({ key: bo.key }, 0);
    tab.socket.emit('viewing', { number, typing: true });
    await seesNames(first, ['Bo types']);
    tab.socket.disconnect();
    await seesNames(first, ['Bo']);
    second.socket.emit('viewing', { number: null });
    await seesNames(first, []);
  });

  it('is only for those who may see the ticket, and ends when they may no longer', async () => {
    const unit = await addUnit(test);
    const team = await addTeam(test, { unit });
    const elsewhere = await addTeam(test, { unit: await addUnit(test) });
    const number = await open({ team_id: team });
    const admin = await connect({ key: test.admin.key });
    const insider = await connect({ key: (await addUser(test, { name: 'Insider', unit })).key }, 1);
    const outsider = await connect({
      key: (await addUser(test, { name: 'Outsider', unit: await addUnit(test) })).key,
    });
    admin.socket.emit('viewing', { number });
    outsider.socket.emit('viewing', { number });
    insider.socket.emit('viewing', { number });
    await seesNames(admin, ['Insider']);
    await test.request('POST', `/tickets/${number}/transfer`, {
      body: { team_id: elsewhere, reason: 'theirs' },
    });
    await sequenceAll(test.app);
    await seesNames(admin, []);
    expect(outsider.of('presence')).toEqual([]);
  });

  it('passes over messages that are none', async () => {
    const number = await open();
    const admin = await connect({ key: test.admin.key });
    const other = await connect({ key: (await addUser(test, { name: 'Other' })).key });
    for (const nonsense of [null, 'x', { number: 'x' }, { number: -1 }, { number, extra: 1 }, [], undefined])
      other.socket.emit('viewing', nonsense);
    admin.socket.emit('viewing', { number });
    other.socket.emit('viewing', { number });
    await seesNames(admin, ['Other']);
  });
});
