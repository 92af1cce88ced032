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
const tickets = long ? 500 : 100;
const kills = long ? 6 : 2;

it(`fires a rule once on each of ${tickets} tickets, with two workers of which one is killed ${kills} times in the middle`, async () => {
  const random = chanceOfTest();
  const env = { DATABASE_URL: await sharedDatabase(), SHOUWEN_SECRET: randomUUID() + randomUUID() };
  const office = install({ env: { ...env, ...withAdministrator, SHOUWEN_ROLE: 'web' } });
  const web = await office.start();
  const { key, call } = await clientFor(office, web.url);
  await layRule(web, key);
  await openTickets(web, key);

  const houses = [0, 1].map(() => install({ env: { ...env, SHOUWEN_ROLE: 'worker' } }));
  const workers = await Promise.all(houses.map((house) => house.start()));
  onTestFailed(() => console.error(workers.map((one) => one.stderr().slice(-4000)).join('\n')));
  const subjectsOf = async (kind: string) =>
    (await wholeLedger(call)).filter((event) => event.kind === kind).map(({ ticket }) => ticket);
  for (let round = 0; round < kills; round += 1) {
    const enough = Math.min(tickets, (await subjectsOf('automation.fired')).length + random.between(1, 20));
    const some = async () => (await subjectsOf('automation.fired')).length >= enough;
    await until('the rule has fired on some', some, 120);
    const which = round % 2;
    await workers[which]?.end('SIGKILL');
    workers[which] = await (houses[which] ?? office).start();
  }
  const all = async () => (await subjectsOf('automation.fired')).length >= tickets;
  await until('the rule has fired on all', all, 240);
  for (const kind of ['automation.fired', 'task.added']) {
    const subjects = await subjectsOf(kind);
    expect(subjects, kind).toHaveLength(tickets);
    expect(new Set(subjects).size, kind).toBe(tickets);
  }
  const verified = await office.cli(['verify']);
  expect(verified.code, verified.stderr + verified.stdout).toBe(0);
  for (const server of [...workers, web]) expect(await server.end('SIGTERM')).toMatchObject({ code: 0 });
}, 600_000);

/** Each new ticket gets a task by itself. */
async function layRule(server: Server, key: string): Promise<void> {
  const value = {
    name: 'A task each',
    order: 1,
    active: true,
    on: { events: ['opened'] },
    when: { all: [] },
    do: [{ do: 'open_task', title: 'Look at it' }],
  };
  const answer = await send(server.url, 'PUT', '/configuration/automation_rules/task', {
    key,
    body: { value },
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}

async function openTickets(server: Server, key: string): Promise<void> {
  const numbers = Array.from({ length: tickets }, (_, index) => index + 1);
  const client = async () => {
    for (let number = numbers.pop(); number !== undefined; number = numbers.pop()) {
      const body = { subject: `Request ${number}`, body: 'Please.', customer: { name: 'Wei' } };
      const answer = await send(server.url, 'POST', '/tickets', { key, body });
      expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    }
  };
  await Promise.all(Array.from({ length: 8 }, client));
}
