import type { OperationId } from '@shouwen/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOn } from '../events/reader.ts';
import { sequenceAll } from '../events/sequencer.ts';
import { followLedger } from '../figures/follow-ledger.ts';
import * as seen from './seen.ts';
import { type Request, send } from './testing/call.ts';
import { cast, type Person, type Viewer } from './testing/cast.ts';
import { startWorld, ticketNames, type World } from './testing/world.ts';

/** Everybody with a key that is one. */
const people = cast.filter((viewer) => viewer !== 'anon' && viewer !== 'gone' && viewer !== 'link');
const words = (text: string | undefined) =>
  (text ?? '')
    .split(' ')
    .filter((word) => word !== '')
    .sort();

let world: World;
/** names of tickets by number */
let nameOf: Map<number | null, string>;
beforeAll(async () => {
  world = await startWorld();
  const { people: ids, teams, tickets } = world;
  const condition = { all: [] };
  const view = (name: string, more: object) => ({ name: `saved ${name}`, scope: name, condition, ...more });
  await world.does('POST', '/views', view('private', {}), 'agtA');
  await world.does('POST', '/views', view('team', { team_id: teams.A }), 'adm');
  await world.does('POST', '/views', view('all', {}), 'adm');
  const partner = { name: 'Pat', email: 'pat@example.com' };
  const question = { question: 'How much?', partner, due_minutes: 60 };
  await world.does('POST', `/tickets/${tickets.cA}/consultations`, question);
  await world.does('POST', `/users/${ids.obsB}/reset-link`);
  await sequenceAll(world.test.app);
  while ((await readOn(world.test.app, world.test.systemContext, followLedger)) > 0);
  const { items } = await read('adm', 'listTickets', { query: { limit: 200 } });
  nameOf = new Map(
    items.map((ticket: { number: number; subject: string }) => [ticket.number, ticket.subject]),
  );
  for (const name of ticketNames) nameOf.set(world.tickets[name], name);
});
afterAll(() => world.test.close());

async function read(viewer: Viewer, operation: OperationId, request: Request = {}) {
  const answer = await send(world, viewer, operation, request);
  expect(answer.status, `${operation} as ${viewer}`).toBe(200);
  return answer.body;
}
const ofPerson = <T>(table: Partial<Record<string, T>>, viewer: Viewer): T | undefined =>
  table[viewer] ?? (viewer === 'key' ? table.mgrA : undefined);

describe.each(people)('%s finds', (viewer) => {
  it.each(Object.keys(seen.tickets))('exactly these tickets in the view %s', async (view) => {
    const { items, next_cursor } = await read(viewer, 'listTickets', { query: { view, limit: 200 } });
    const subjects = items.map((ticket: { subject: string }) => ticket.subject).sort();
    expect(subjects).toEqual(words(ofPerson(seen.tickets[view] ?? {}, viewer)));
    expect(next_cursor).toBeNull();
  });

  it('counted in each view what it holds for them', async () => {
    const { items } = await read(viewer, 'countViews');
    for (const { id, count, capped } of items) {
      const { items: held } = await read(viewer, 'listTickets', { query: { view: id, limit: 200 } });
      expect({ id, count, capped }).toEqual({ id, count: held.length, capped: false });
    }
    const all = items.find((view: { id: string }) => view.id === 'all').count;
    const condition = { field: 'subject', contains: 'a' }; // which no cell knows
    const preview = (body: object) => read(viewer, 'previewView', { body });
    expect(await preview({ condition: { any: [condition, { not: condition }] } })).toMatchObject({
      count: all,
    });
  });

  it('the same rows page by page as in one', async () => {
    const whole = await read(viewer, 'listTickets', { query: { view: 'all', limit: 200 } });
    const pages: unknown[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const query = { view: 'all', limit: 3, ...(cursor ? { cursor } : {}) };
      const page = await read(viewer, 'listTickets', { query });
      pages.push(...page.items);
      cursor = page.next_cursor;
    }
    expect(pages).toEqual(whole.items);
  });

  it('nobody else’s ticket by asking for its team, assignee, customer or tag', async () => {
    const visible = words(ofPerson(seen.tickets.all ?? {}, viewer));
    for (const query of [
      { team: world.teams.B },
      { team: world.teams.A },
      { assignee: world.people.agtA },
      { customer: world.customers.Bo },
      { status: 'all' },
    ]) {
      const { items } = await read(viewer, 'listTickets', { query: { ...query, limit: 200 } });
      for (const { subject } of items) expect(visible).toContain(subject);
    }
  });

  it('on the board of a team: those of its open tickets that stand in the list, and no more counted', async () => {
    const { items } = await read(viewer, 'listTickets', { query: { view: 'all', limit: 200 } });
    for (const id of Object.values(world.teams)) {
      if (viewer === 'none') break; // may not look at people
      const { columns } = await read(viewer, 'teamBoard', { params: { id }, query: { limit: 100 } });
      const listed = items.filter(
        (one: { team: { id: string }; status_category: string }) =>
          one.team.id === id && !['resolved', 'closed'].includes(one.status_category),
      );
      const shown = columns.flatMap((column: { items: unknown[] }) => column.items);
      const numbers = (list: { number: number }[]) => list.map((one) => one.number).sort((a, b) => a - b);
      expect(numbers(shown)).toEqual(numbers(listed));
      const counted = columns.reduce((sum: number, { open }: { open: number }) => sum + open, 0);
      expect(counted).toBe(listed.length);
    }
  });

  it('in figures: what is unfinished for them, and no ticket that they do not find', async () => {
    const { items } = await read(viewer, 'listTickets', { query: { view: 'unfinished', limit: 200 } });
    const numbers = items.map((one: { number: number }) => one.number).sort((a: number, b: number) => a - b);
    const day = world.test.clock.now().toISOString().slice(0, 10);
    const query = { from: day, to: day, limit: 200 };
    const params = { metric: 'backlog' };
    const rows = (await read(viewer, 'figureRows', { params, query })).items;
    const unfinished = rows.map(({ ticket }: { ticket: { number: number } }) => ticket.number);
    expect(unfinished.sort((a: number, b: number) => a - b)).toEqual(numbers);
    expect((await read(viewer, 'wallboard')).backlog).toBe(numbers.length);
    const visible = words(ofPerson(seen.tickets.all ?? {}, viewer));
    const received = (await read(viewer, 'figureRows', { params: { metric: 'received' }, query })).items;
    for (const { ticket } of received)
      if (!['src', 'bSrc'].includes(ticket.subject)) expect(visible).toContain(ticket.subject);
  });

  it('exactly these duties', async () => {
    const { items } = await read(viewer, 'myDuties', { query: { limit: 200 } });
    const owed = items.map(
      (one: { kind: string; subject: { number: number } }) => `${nameOf.get(one.subject.number)} ${one.kind}`,
    );
    expect(owed.sort()).toEqual([...(ofPerson(seen.duties, viewer) ?? [])].sort());
  });

  it('exactly these views', async () => {
    const { items } = await read(viewer, 'listViews');
    const saved = items.flatMap((view: { name: string }) => view.name.match(/^saved (.*)/)?.[1] ?? []);
    expect(saved.sort()).toEqual(words(seen.views[viewer]));
  });

  it('everybody’s name, and exactly these people’s roles', async () => {
    const { items } = await read(viewer, 'listUsers', { query: { limit: 200 } });
    const everybody = people.filter((one) => one !== 'key' && one !== 'adm');
    expect(items.map((user: { name: string }) => user.name).sort()).toEqual(
      [...everybody, 'Ada Admin'].sort(),
    );
    const told = items.filter((user: { roles: unknown[]; name: string }) => user.roles.length > 0);
    const names = told.map((user: { name: string }) => (user.name === 'Ada Admin' ? 'adm' : user.name));
    const without = words(seen.roles[viewer]).filter((name) => name !== 'none'); // has none to be told
    expect(names.sort()).toEqual(without);
  });

  it('no sessions and keys but their own', async () => {
    const { items } = await read(viewer, 'myApiKeys');
    const own = items.map((key: { user: { name: string } }) => key.user.name);
    const name = viewer === 'adm' ? 'Ada Admin' : viewer === 'key' ? 'mgrA' : viewer;
    expect(new Set(own)).toEqual(new Set([name]));
    expect((await read(viewer, 'mySessions')).items).toEqual([]);
  });
});

it('a view that one may not use cannot be looked through either', async () => {
  const { items } = await read('agtA', 'listViews');
  const idOf = (name: string) => items.find((view: { name: string }) => view.name === `saved ${name}`).id;
  const statuses = async (name: string) =>
    Promise.all(
      (['agtA', 'ldA', 'agtB', 'adm', 'none'] as const).map(async (viewer) => {
        const answer = await send(world, viewer, 'listTickets', { query: { view: idOf(name) } });
        return answer.status;
      }),
    );
  expect(await statuses('private')).toEqual([200, 404, 404, 404, 404]);
  expect(await statuses('team')).toEqual([200, 200, 404, 200, 404]);
  expect(await statuses('all')).toEqual([200, 200, 200, 200, 200]);
});

describe('counts, ledger and outbox', () => {
  it.each(Object.keys(seen.openTicketsOfBo) as Viewer[])(
    '%s is told of as many open tickets as they find',
    async (viewer) => {
      const { open_tickets } = await read(viewer, 'getCustomer', { params: { id: world.customers.Bo } });
      expect(open_tickets).toBe(seen.openTicketsOfBo[viewer]);
      const { items } = await read(viewer, 'matchCustomers', { body: { email: 'bo@example.com' } });
      expect(items).toMatchObject([{ id: world.customers.Bo, open_tickets }]);
    },
  );

  it.each(Object.keys(seen.events) as Viewer[])('the ledger tells %s of exactly these', async (viewer) => {
    const { items, last_position } = await read(viewer, 'readEvents', { query: { limit: 1000 } });
    const { tickets, others } = seen.events[viewer] ?? { tickets: '', others: false };
    const told = items.filter((event: { ticket: number | null }) => event.ticket !== null);
    const names = told.map((event: { ticket: number }) => nameOf.get(event.ticket));
    expect([...new Set(names)].sort()).toEqual(words(tickets));
    expect(told.length < items.length).toBe(others);
    const whole = await read('adm', 'readEvents', { query: { limit: 1000 } });
    expect(last_position).toBe(whole.last_position);
    expect(JSON.stringify(items)).not.toMatch(/The request|A note of|How much|Look it up/);
  });

  it.each(Object.keys(seen.outbox) as Viewer[])(
    '%s sees what leaves the house for exactly these',
    async (viewer) => {
      const { items } = await read(viewer, 'listOutbox', { query: { limit: 200 } });
      const tickets = items.map((mail: { ticket: number | null }) => nameOf.get(mail.ticket) ?? '-');
      expect(tickets.sort()).toEqual(words(seen.outbox[viewer]));
    },
  );

  it('a page of a ticket names no other ticket that its reader may not see', async () => {
    const { A, B, bSrc, aTgt } = world.tickets;
    await world.does('PUT', `/tickets/${A}/links`, { kind: 'related', to: B });
    const linked = async (viewer: Person) =>
      (await read(viewer, 'getTicket', { params: { number: A } })).links.map(
        (link: { ticket: { number: number } }) => link.ticket.number,
      );
    expect(await linked('agtA')).toEqual([]);
    expect(await linked('adm')).toEqual([B]);
    const source = await read('agtB', 'getTicket', { params: { number: bSrc } });
    expect(source.merges).toMatchObject([{ target: { number: aTgt, subject: '' } }]);
    const target = await read('agtA', 'getTicket', { params: { number: aTgt } });
    expect(target.messages.map((message: { body: string }) => message.body)).toContain('A note of bSrc.');
  });

  it('requests for instruction are found by the asker, those above, and who may read all in the unit', async () => {
    const asking = { kind: 'question', facts: 'Whispered', opinion: 'O' };
    const { number: inA } = await world.does('POST', '/instructions', asking, 'agtA');
    const { number: inB } = await world.does('POST', '/instructions', asking, 'agtB');
    const both = new Map([
      [inA, 'A'],
      [inB, 'B'],
    ]);
    for (const viewer of people) {
      const { items } = await read(viewer, 'listInstructions', { query: { limit: 200 } });
      const found = items.map(({ number }: { number: number }) => both.get(number));
      expect(found.sort(), viewer).toEqual(words(ofPerson(seen.instructions, viewer)));
    }
  });

  it('suggests to merge only what both are in sight', async () => {
    const leak = { subject: 'Water leaks in the kitchen', body: 'B', customer: { id: world.customers.Cy } };
    const here = await world.does('POST', '/tickets', { ...leak, team_id: world.teams.A });
    const there = await world.does('POST', '/tickets', { ...leak, team_id: world.teams.B });
    const suggested = async (viewer: Person) =>
      (await read(viewer, 'mergeSuggestions', { params: { number: here.number } })).items.map(
        (ticket: { number: number }) => ticket.number,
      );
    expect(await suggested('adm')).toEqual([there.number]);
    expect(await suggested('mgrA')).toEqual([]);
  });
});
