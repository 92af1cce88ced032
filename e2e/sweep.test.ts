import { randomUUID } from 'node:crypto';
import type { createClient, LedgerEvent } from '@shouwen/api';
import { expect, it, onTestFailed } from 'vitest';
import { clientFor, send, withAdministrator } from './support/api.ts';
import { type Server, useInstallations } from './support/installation.ts';
import { wholeLedger } from './support/ledger.ts';
import { chanceOfTest } from './support/random.ts';
import { sharedDatabase } from './support/shared-database.ts';
import { until } from './support/until.ts';

const install = useInstallations();
const long = process.env.SHOUWEN_TEST_LONG === '1';
const tickets = long ? 1_000 : 200;
const kills = long ? 6 : 2;
const kinds = [
  'obligation.warned',
  'obligation.missed',
  'obligation.escalated',
  'task.added',
  'ticket.changed',
];

it(`acts on each of ${tickets} due times once, with two workers of which one is killed ${kills} times in the middle`, async () => {
  const random = chanceOfTest();
  const env = { DATABASE_URL: await sharedDatabase(), SHOUWEN_SECRET: randomUUID() + randomUUID() };
  const office = install({ env: { ...env, ...withAdministrator, SHOUWEN_ROLE: 'web' } });
  const web = await office.start();
  const { key, call } = await clientFor(office, web.url);
  await promise(web, key);
  await openTickets(web, key);

  const houses = [0, 1].map(() => install({ env: { ...env, SHOUWEN_ROLE: 'worker' } }));
  const workers = await Promise.all(houses.map((house) => house.start()));
  onTestFailed(() => console.error(workers.map((one) => one.stderr().slice(-4000)).join('\n')));
  const acted = async () => (await eventsOf(call)).length;
  const all = tickets * kinds.length;
  for (let round = 0; round < kills; round += 1) {
    const enough = (await acted()) + random.between(1, 20);
    await until(
      'some are acted on',
      async () => {
        const events = await eventsOf(call);
        const of = (kind: string) => events.filter((event) => event.kind === kind).length;
        // in every second round: steps were reached, and not all that they ask for is done
        const between = round % 2 === 0 || of('obligation.escalated') > of('task.added');
        return events.length >= all || (events.length >= enough && between);
      },
      120,
    );
    const which = round % 2;
    await workers[which]?.end('SIGKILL');
    workers[which] = await (houses[which] ?? office).start();
  }
  await until('all are acted on', async () => (await acted()) >= all, 240);
  const events = await eventsOf(call);
  for (const kind of kinds) {
    const on = events.filter((event) => event.kind === kind).map(({ ticket }) => ticket);
    expect(on, kind).toHaveLength(tickets);
    expect(new Set(on).size, kind).toBe(tickets);
  }
  const verified = await office.cli(['verify']);
  expect(verified.code, verified.stderr + verified.stdout).toBe(0);
  for (const server of [...workers, web]) expect(await server.end('SIGTERM')).toMatchObject({ code: 0 });
}, 600_000);

/** One thing is owed on each ticket, and is late a moment later: there is no time to wait for. */
async function promise(server: Server, key: string): Promise<void> {
  const moment = { elapsed_minutes: 0.001 };
  const target = { low: moment, normal: moment, high: moment, urgent: moment };
  const value = {
    name: 'At once',
    order: 1,
    active: true,
    when: { all: [] },
    contacts: [],
    answers: ['reply'],
    owed: {
      take_ownership: null,
      first_reply: null,
      resolution: {
        target,
        warn: [{ share: 0.5 }],
        // what a step does comes after its event, in a transaction of its own: a kill may come between the two
        escalate: [
          {
            after_minutes: 0,
            to: 'unit_head',
            also: [{ do: 'raise_priority' }, { do: 'open_task', title: 'Call' }],
          },
        ],
      },
    },
  };
  const answer = await send(server.url, 'PUT', '/configuration/policies/at_once', { key, body: { value } });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}

async function openTickets(server: Server, key: string): Promise<void> {
  const numbers = Array.from({ length: tickets }, (_, index) => index + 1);
  const client = async () => {
    for (let number = numbers.pop(); number !== undefined; number = numbers.pop()) {
      const body = { subject: `Late ${number}`, body: 'At once.', customer: { name: 'Wei' } };
      const answer = await send(server.url, 'POST', '/tickets', { key, body });
      expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    }
  };
  await Promise.all(Array.from({ length: 8 }, client));
}

/** What was acted on so far, as far as it is numbered. */
async function eventsOf(call: ReturnType<typeof createClient>): Promise<LedgerEvent[]> {
  return (await wholeLedger(call)).filter((event) => kinds.includes(event.kind));
}
