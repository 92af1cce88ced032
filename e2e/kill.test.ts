import { setTimeout as pause } from 'node:timers/promises';
import { type Call, createClient, type TicketSummary } from '@shouwen/api';
import { expect, it, onTestFailed } from 'vitest';
import { clientFor, send, withAdministrator } from './support/api.ts';
import { useInstallations } from './support/installation.ts';
import { wholeLedger } from './support/ledger.ts';
import { type Acknowledged, openTickets } from './support/load.ts';
import { chanceOfTest } from './support/random.ts';
import { until } from './support/until.ts';

const install = useInstallations();
const long = process.env.SHOUWEN_TEST_LONG === '1';
const kills = long ? 10 : 3; // of each kind
const clients = 32;

it(`loses and doubles nothing when server and database are killed ${kills} times each at random moments`, async () => {
  const random = chanceOfTest();
  const here = install();
  let server = await here.start(withAdministrator);
  onTestFailed(() => console.error(`The server wrote last:\n${server.stderr().slice(-4000)}`));
  const { key } = await clientFor(here, server.url);
  const load = openTickets(random, { clients, url: () => server.url, key });

  const kinds = random.shuffled([
    ...Array<'server'>(kills).fill('server'),
    ...Array<'database'>(kills).fill('database'),
  ]);
  for (const kind of kinds) {
    const enough = load.acknowledged.length + random.between(1, 80);
    await until('the clients get on', () => load.acknowledged.length >= enough, 120);
    await pause(random.between(0, 50));
    if (kind === 'server') {
      await server.end('SIGKILL');
      server = await here.start();
    } else {
      const pid = here.databasePid();
      if (pid === null) throw new Error('There was no database to kill.');
      process.kill(pid, 'SIGKILL');
      await until('another database runs', () => here.databasePid() !== null && here.databasePid() !== pid);
    }
  }
  const enough = load.acknowledged.length + clients;
  await until('the clients get on after the last kill', () => load.acknowledged.length >= enough, 120);
  await load.finish();

  const call = createClient({ baseUrl: server.url, apiKey: key });
  await expectEachOnce(call, load.acknowledged);
  await expectOneEventEach(call, load.acknowledged);
  const verified = await here.cli(['verify']);
  expect(verified.code, verified.stderr + verified.stdout).toBe(0);
  const ready = await fetch(`${server.url}/readyz`);
  expect(ready.status).toBe(200);
  expect((await send(server.url, 'GET', '/session', { key })).status).toBe(200);
  expect(await server.end('SIGTERM')).toMatchObject({ code: 0 });
}, 600_000);

/** Every confirmed ticket is there once, with its one message and its three obligations, and there is no other. */
async function expectEachOnce(call: Call, acknowledged: Acknowledged[]): Promise<void> {
  const tickets: TicketSummary[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await call('listTickets', { query: { limit: 200, ...(cursor ? { cursor } : {}) } });
    tickets.push(...page.items);
    if (page.next_cursor === null) break;
    cursor = page.next_cursor;
  }
  const marks = (rows: { number: number; id: string; subject: string }[]) =>
    rows.map(({ number, id, subject }) => `${subject} #${number} ${id}`).sort();
  expect(marks(tickets)).toEqual(marks(acknowledged));
  const left = [...acknowledged];
  const look = async () => {
    for (let one = left.pop(); one; one = left.pop()) {
      const ticket = await call('getTicket', { params: { number: one.number } });
      expect(ticket.messages.map((message) => [message.kind, message.body])).toEqual([
        ['incoming', `The text of ${one.subject}`],
      ]);
      expect(ticket.obligations.map((obligation) => obligation.kind).sort()).toEqual([
        'first_reply',
        'resolution',
        'take_ownership',
      ]);
      expect(ticket.timeline.map((entry) => entry.kind)).toEqual(['ticket.opened']);
    }
  };
  await Promise.all(Array.from({ length: 8 }, look));
}

/** The ledger has no gap, and one `ticket.opened` for each ticket. */
async function expectOneEventEach(call: Call, acknowledged: Acknowledged[]): Promise<void> {
  const opened = await until('every ticket stands in the ledger', async () => {
    const events = (await wholeLedger(call)).filter((event) => event.kind === 'ticket.opened');
    return events.length >= acknowledged.length && events;
  });
  expect(opened.map((event) => event.ticket).sort()).toEqual(acknowledged.map((one) => one.number).sort());
}
