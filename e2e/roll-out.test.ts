import { randomUUID } from 'node:crypto';
import { expect, it, onTestFailed } from 'vitest';
import { clientFor, send, withAdministrator } from './support/api.ts';
import { type Server, useInstallations } from './support/installation.ts';
import { wholeLedger } from './support/ledger.ts';
import { chanceOfTest } from './support/random.ts';
import { sharedDatabase } from './support/shared-database.ts';
import { until } from './support/until.ts';

const install = useInstallations();
const long = process.env.SHOUWEN_TEST_LONG === '1';
const tickets = long ? 1_500 : 350; // several batches
const kills = long ? 6 : 2;

it(`puts another policy in force for ${tickets} open tickets, each once, with two workers of which one is killed ${kills} times half-way`, async () => {
  const random = chanceOfTest();
  const env = { DATABASE_URL: await sharedDatabase(), SHOUWEN_SECRET: randomUUID() + randomUUID() };
  const office = install({ env: { ...env, ...withAdministrator, SHOUWEN_ROLE: 'web' } });
  const web = await office.start();
  const { key, call } = await clientFor(office, web.url);
  await promise(web, key, 600);
  const numbers = await openTickets(web, key);
  await promise(web, key, 1_200);
  await call('startRollout', {});

  const houses = [0, 1].map(() => install({ env: { ...env, SHOUWEN_ROLE: 'worker' } }));
  const workers = await Promise.all(houses.map((house) => house.start()));
  onTestFailed(() => console.error(workers.map((one) => one.stderr().slice(-4000)).join('\n')));
  const rollout = async () => {
    const { rollout: state } = await call('openWork', {});
    if (!state) throw new Error('it was asked for');
    return state;
  };
  for (let round = 0; round < kills; round += 1) {
    const before = (await rollout()).looked_at;
    // a batch is one transaction: the kill comes somewhere in the next one
    await until('some were looked at', async () => {
      const { looked_at, ended_at } = await rollout();
      return ended_at !== null || looked_at > before;
    });
    for (let look = random.between(0, 5); look > 0; look -= 1) await rollout();
    const which = round % 2;
    await workers[which]?.end('SIGKILL');
    workers[which] = await (houses[which] ?? office).start();
  }
  const { total, looked_at, changed } = await until(
    'all have followed',
    async () => {
      const state = await rollout();
      return state.ended_at !== null && state;
    },
    240,
  );
  expect({ total, looked_at, changed }).toEqual({ total: tickets, looked_at: tickets, changed: tickets });
  const events = await until('all is numbered', async () => {
    const found = (await wholeLedger(call)).filter((event) => event.kind === 'ticket.policy_changed');
    return found.length >= tickets && found;
  });
  expect(events).toHaveLength(tickets);
  expect(new Set(events.map((event) => event.ticket)).size).toBe(tickets);
  for (const number of random.shuffled(numbers).slice(0, 20)) {
    const { obligations } = await call('getTicket', { params: { number } });
    const owed = obligations.find((one) => one.kind === 'resolution');
    expect(owed?.budget_ms).toBe(1_200 * 60_000);
    const { steps } = await call('explainObligation', { params: { number, id: owed?.id ?? '' } });
    expect(steps.map((step) => step.kind)).toEqual(['opened', 'retargeted']);
  }
  const verified = await office.cli(['verify']);
  expect(verified.code, verified.stderr + verified.stdout).toBe(0);
  for (const server of [...workers, web]) expect(await server.end('SIGTERM')).toMatchObject({ code: 0 });
}, 600_000);

async function promise(server: Server, key: string, minutes: number): Promise<void> {
  const target = { low: minutes, normal: minutes, high: minutes, urgent: minutes };
  const value = {
    name: 'Promised',
    order: 1,
    active: true,
    when: { all: [] },
    contacts: [],
    answers: ['reply'],
    owed: { take_ownership: null, first_reply: null, resolution: { target } },
  };
  const answer = await send(server.url, 'PUT', '/configuration/policies/promised', { key, body: { value } });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}

async function openTickets(server: Server, key: string): Promise<number[]> {
  const left = Array.from({ length: tickets }, (_, index) => index + 1);
  const opened: number[] = [];
  const client = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const body = { subject: `Waits ${next}`, body: 'As promised.', customer: { name: 'Wei' } };
      const answer = await send(server.url, 'POST', '/tickets', { key, body });
      expect(answer.status, JSON.stringify(answer.body)).toBe(201);
      opened.push((answer.body as { number: number }).number);
    }
  };
  await Promise.all(Array.from({ length: 8 }, client));
  return opened;
}
