import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../context.ts';
import { type AddedUser, addTeam, addUnit, addUser, rootUnit } from '../platform/testing/factories.ts';
import { contextOf, startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import type { TicketRecord } from './fields.ts';
import { maySee, ticketsWhere } from './policy.ts';
import { change, open } from './testing/desk.ts';
import { rowOf } from './testing/twins.ts';

// root ── north ── city
//      └─ south
let test: TestApp;
let teams: string[];
let people: AddedUser[];
let viewers: Context[];
beforeAll(async () => {
  test = await startTestApp();
  const root = await rootUnit(test);
  const north = await addUnit(test, { name: 'North' });
  const city = await addUnit(test, { name: 'City', parent: north });
  const south = await addUnit(test, { name: 'South' });
  const units = [root, north, city, south];
  teams = await Promise.all(units.map((unit) => addTeam(test, { unit })));
  const [, northTeam = '', cityTeam = ''] = teams;
  people = [
    await addUser(test, { role: 'manager', unit: north }),
    await addUser(test, { role: 'agent', unit: north, team: northTeam }),
    await addUser(test, { role: 'agent', unit: city, team: cityTeam }),
    await addUser(test, { role: 'observer', unit: south }),
    await addUser(test, { role: null, team: northTeam }),
    await addUser(test, { role: null }),
    await addUser(test, { role: 'administrator', unit: root }),
  ];
  viewers = await Promise.all(people.map((person) => contextOf(test, person.id)));
});
afterAll(() => test.close());

interface Drawn {
  team: number;
  confidential: boolean;
  assignee: number;
  owner: number;
  watchers: number[];
  asked: { who: number; state: 'open' | 'answered' | 'withdrawn' }[];
  tasked: number[];
}
const person = fc.integer({ min: 0, max: 6 });
const drawn: fc.Arbitrary<Drawn> = fc.record({
  team: fc.integer({ min: 0, max: 3 }),
  confidential: fc.boolean(),
  assignee: fc.integer({ min: -6, max: 6 }),
  owner: fc.integer({ min: -6, max: 6 }),
  watchers: fc.uniqueArray(person, { maxLength: 2 }),
  asked: fc.array(
    fc.record({
      who: person,
      state: fc.constantFrom('open' as const, 'answered' as const, 'withdrawn' as const),
    }),
    { maxLength: 2 },
  ),
  tasked: fc.uniqueArray(person, { maxLength: 1 }),
});
const idOf = (index: number) => people[index]?.id ?? null;
const idsOf = (indexes: number[]) => indexes.flatMap((index) => idOf(index) ?? []);

/** Writes a ticket as it was drawn, and gives it as the policy reads it in memory. */
async function write(ticket: Drawn): Promise<TicketRecord> {
  const { db, org, clock } = test.app;
  const at = clock.now();
  const number = await open(test, { team_id: teams[ticket.team] ?? '' });
  const { id } = await rowOf(test, number);
  await db
    .updateTable('ticket')
    .set({
      confidential: ticket.confidential,
      assignee_id: idOf(ticket.assignee),
      first_contact_owner_id: idOf(ticket.owner),
    })
    .where('id', '=', id)
    .execute();
  for (const user_id of idsOf(ticket.watchers))
    await db.insertInto('ticket_watcher').values({ org_id: org, ticket_id: id, user_id }).execute();
  for (const [index, { who, state }] of ticket.asked.entries())
    await db
      .insertInto('consultation')
      .values({
        org_id: org,
        id: `${id.slice(0, -2)}${index}${who}`,
        ticket_id: id,
        question: '?',
        asked_user_id: idOf(who),
        partner_name: null,
        partner_email: null,
        asked_by: test.admin.id,
        asked_at: at,
        state,
        answered_at: null,
        answer_message_id: null,
        obligation_id: null,
      })
      .execute();
  for (const who of idsOf(ticket.tasked))
    await test.request('POST', `/tickets/${number}/tasks`, { body: { title: 'Look', assignee_id: who } });
  const asked = ticket.asked.filter((one) => one.state !== 'withdrawn').map((one) => one.who);
  const { provisional: _, ...row } = await rowOf(test, number);
  return {
    ...row,
    watchers: idsOf(ticket.watchers),
    asked: idsOf(asked),
    tasked: idsOf(ticket.tasked),
  };
}

describe('the access policy of tickets', () => {
  it('says the same of one record in memory, in lists and in single reads', async () => {
    const seen = new Set<boolean>();
    await fc.assert(
      fc.asyncProperty(fc.array(drawn, { minLength: 4, maxLength: 8 }), async (tickets) => {
        const records: TicketRecord[] = [];
        for (const ticket of tickets) records.push(await write(ticket));
        for (const [index, context] of viewers.entries()) {
          const inMemory = records.filter((record) => maySee(context, record)).map((record) => record.number);
          const inSql = await test.app.db
            .selectFrom('ticket as t')
            .select('t.number')
            .where(
              't.number',
              'in',
              records.map((record) => record.number),
            )
            .where(ticketsWhere(context))
            .orderBy('t.number')
            .execute();
          expect(inSql.map((row) => row.number)).toEqual(inMemory.sort((a, b) => a - b));
          const key = people[index]?.key ?? '';
          for (const { number } of records.slice(0, 2)) {
            const { status } = await test.request('GET', `/tickets/${number}`, { as: key });
            expect(status).toBe(inMemory.includes(number) ? 200 : 404);
            seen.add(status === 200);
          }
        }
      }),
      { seed: 7, numRuns: process.env.SHOUWEN_TEST_LONG ? 100 : 8 },
    );
    expect(seen).toEqual(new Set([true, false]));
  }, 600_000);

  it('lets people around a confidential ticket see it, and nobody else of its unit', async () => {
    const number = await open(test, { team_id: teams[1] ?? '', confidential: true });
    const sees = async () => {
      const statuses = await Promise.all(
        people.map(({ key }) => test.request('GET', `/tickets/${number}`, { as: key })),
      );
      return statuses.map((answer) => answer.status === 200);
    };
    // the manager of the unit and the administrator may see confidential tickets there
    expect(await sees()).toEqual([true, false, false, false, false, false, true]);
    await change(test, number, { assignee_id: idOf(1) });
    await test.request('PUT', `/tickets/${number}/watchers/${idOf(3)}`);
    const question = { question: '?', user_id: idOf(5), due_minutes: 60 };
    const { body } = await test.request('POST', `/tickets/${number}/consultations`, { body: question });
    expect(await sees()).toEqual([true, true, false, true, false, true, true]);
    await test.request('POST', `/tickets/${number}/consultations/${body.id}/withdraw`);
    await test.request('DELETE', `/tickets/${number}/watchers/${idOf(3)}`);
    await change(test, number, { assignee_id: null });
    // whoever was assigned first is the first-contact owner from then on
    expect(await sees()).toEqual([true, true, false, false, false, false, true]);
    const log = await test.app.db
      .selectFrom('read_log')
      .select('user_id')
      .distinct()
      .where('subject_id', '=', (await rowOf(test, number)).id)
      .execute();
    expect(log.map((row) => row.user_id).sort()).toEqual(
      [idOf(0), idOf(1), idOf(3), idOf(5), idOf(6)].sort(),
    );
  });
});
