import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AddedUser, addTeam, addUnit, addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { change, open } from '../tickets/testing/desk.ts';
import { foldCounters } from './fold.ts';
import { rebuildCounters } from './rebuild-counters.ts';
import { byHand } from './testing/by-hand.ts';
import { verifyCounters } from './verify-counters.ts';

let test: TestApp;
let agent: AddedUser;
let elsewhere: string;
beforeAll(async () => {
  test = await startTestApp();
  const unit = await addUnit(test);
  agent = await addUser(test, { role: 'agent', unit, team: await addTeam(test, { unit }) });
  elsewhere = await addTeam(test);
});
afterAll(() => test.close());

const counts = async (as = test.admin.key): Promise<Record<string, number | string>> => {
  const { status, body } = await test.request('GET', '/views/counts', { as });
  expect(status).toBe(200);
  const items: { id: string; count: number; capped: boolean }[] = body.items;
  return Object.fromEntries(items.map(({ id, count, capped }) => [id, capped ? `${count}+` : count]));
};
const preview = (condition: unknown, as = test.admin.key) =>
  test.request('POST', '/views/preview', { as, body: { condition } });
const rowsOf = async (table: string) =>
  (await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(test.app.db))
    .rows[0]?.count;

/** What a recount finds wrong, in one snapshot beside whatever goes on. */
async function findings(): Promise<string[]> {
  const found: string[] = [];
  await test.app.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((tx) => verifyCounters(tx, test.app.org, (what) => found.push(what), 10));
  return found;
}

describe('counters', () => {
  it('are right at every commit, folded or not', async () => {
    const number = await open(test);
    const before = await counts();
    await change(test, number, { assignee_id: test.admin.id, status: 'open' });
    const after = { ...before, mine: 1, first_contact: 1, unassigned: Number(before.unassigned) - 1 };
    expect(await counts()).toEqual(after);
    expect(await foldCounters(test.app)).toBeGreaterThan(0);
    expect(await rowsOf('counter_delta')).toBe(0);
    expect(await counts()).toEqual(after);
    await change(test, number, { status: 'resolved' });
    expect(await counts()).toMatchObject({ mine: 0, resolved: 1, all: before.all });
    await foldCounters(test.app);
    expect(await foldCounters(test.app)).toBe(0);
    expect(await counts()).toMatchObject({ mine: 0, resolved: 1, all: before.all });
    for (const table of ['counter_cell', 'counter_sum', 'counter_total']) {
      const { rows } = await sql`select 1 from ${sql.table(table)} where tickets = 0`.execute(test.app.db);
      expect(rows, 'cells that nothing is in any more are gone').toEqual([]);
    }
  });

  it('show nobody what others may see, and everybody what they are drawn into', async () => {
    expect(await counts(agent.key)).toMatchObject({ all: 0, unfinished: 0, unassigned: 0 });
    const open_ = (more: object) => open(test, { team_id: elsewhere, ...more });
    const [watched, asked, tasked, owned] = [
      await open_({ confidential: true }),
      await open_({}),
      await open_({ confidential: true }),
      await open_({}),
    ];
    await test.request('PUT', `/tickets/${watched}/watchers/${agent.id}`);
    const question = { question: '?', user_id: agent.id, due_minutes: 60 };
    await test.request('POST', `/tickets/${asked}/consultations`, { body: question });
    const task = { title: 'Look', assignee_id: agent.id };
    await test.request('POST', `/tickets/${tasked}/tasks`, { body: task });
    await change(test, owned, { assignee_id: agent.id });
    await change(test, owned, { assignee_id: null });
    expect(await counts(agent.key)).toMatchObject({
      all: 4,
      unassigned: 4,
      watching: 1,
      asked: 1,
      first_contact: 1,
      my_teams: 0,
    });
    // to be around one in two ways counts it once
    await test.request('PUT', `/tickets/${asked}/watchers/${agent.id}`);
    expect(await counts(agent.key)).toMatchObject({ all: 4, watching: 2 });
    const merged = await test.request('POST', `/tickets/${asked}/merge`, { body: { into: owned } });
    expect(merged.status).toBe(201);
    expect(await counts(agent.key)).toMatchObject({ all: 3 });
  });

  it('count a condition that is not saved, and say where it cannot be read', async () => {
    const all = (await counts(agent.key)).all;
    expect((await preview({ all: [] }, agent.key)).body).toEqual({ count: all, capped: false });
    expect((await preview({ field: 'subject', contains: 'router' }, agent.key)).body).toEqual({
      count: all,
      capped: false,
    });
    const wrong = await preview({ all: [{ field: 'priorty', is: 'high' }] });
    expect(wrong.body.errors[0]).toMatchObject({ field: 'condition.all[0].field', code: 'condition_wrong' });
  });

  it('leave out a view that asks for what is no longer there', async () => {
    await test.request('PUT', '/configuration/fields/floor', {
      body: { value: { name: 'Floor', type: 'text', order: 1 } },
    });
    const condition = { field: 'fields.floor', is: '3' };
    const { body } = await test.request('POST', '/views', {
      body: { name: 'F', scope: 'private', condition },
    });
    expect(await counts()).toMatchObject({ [body.id]: 0 });
    await test.request('DELETE', '/configuration/fields/floor');
    expect(await counts()).toMatchObject({ [body.id]: null });
    await test.request('DELETE', `/views/${body.id}`);
  });

  it('follow whatever changes tickets, also by hand', async () => {
    const { db } = test.app;
    await sql.raw(byHand.alter).execute(db);
    expect(await findings()).toEqual([]);
    await sql.raw(byHand.copy).execute(db);
    expect(await findings()).toEqual([]);
    await sql.raw(byHand.remove).execute(db);
    expect(await findings()).toEqual([]);
    const unfolded = await rowsOf('counter_delta');
    await sql.raw(byHand.rename).execute(db);
    expect(await rowsOf('counter_delta'), 'what no counter tells apart is not noted').toBe(unfolded);
  });

  it('lose nothing while several change, fold and count anew at once', async () => {
    const numbers: number[] = [];
    for (let n = 0; n < 6; n++) numbers.push(await open(test));
    let changing = true;
    const work = async (number: number) => {
      for (const status of ['open', 'waiting', 'on_hold', 'open', 'resolved', 'open', 'closed'])
        expect((await change(test, number, { status })).status).toBe(200);
    };
    const meanwhile = async (step: () => Promise<unknown>) => {
      let steps = 0;
      while (changing || steps === 0) {
        await step();
        steps += 1;
      }
    };
    const others = [
      meanwhile(() => foldCounters(test.app)),
      meanwhile(() => foldCounters(test.app)),
      meanwhile(() => rebuildCounters(test.app)),
      meanwhile(async () => expect(await findings()).toEqual([])),
    ];
    await Promise.all(numbers.map(work)).finally(() => {
      changing = false;
    });
    await Promise.all(others);
    expect(await findings()).toEqual([]);
    while ((await foldCounters(test.app)) > 0);
    expect(await rowsOf('counter_delta')).toBe(0);
    expect(await findings()).toEqual([]);
  });

  it('see a change of another connection when it commits, and never what is taken back', async () => {
    const before = await counts();
    const tx = await test.app.db.startTransaction().execute();
    await sql.raw(byHand.close).execute(tx);
    expect(await counts()).toEqual(before);
    // folding passes over what is not committed, and waits for nobody
    await foldCounters(test.app);
    expect(await counts()).toEqual(before);
    await tx.rollback().execute();
    expect(await counts()).toEqual(before);
    expect(await findings()).toEqual([]);
  });

  it('are put right by counting anew', async () => {
    await foldCounters(test.app);
    const right = await counts();
    await sql`update counter_cell set tickets = tickets + 7`.execute(test.app.db);
    await sql`update counter_sum set tickets = tickets + 7`.execute(test.app.db);
    await sql`update counter_total set tickets = tickets + 7`.execute(test.app.db);
    expect(await findings()).not.toEqual([]);
    await rebuildCounters(test.app);
    expect(await findings()).toEqual([]);
    expect(await counts()).toEqual(right);
  });

  it('stop at 999 where they have to look at each ticket, and nowhere else', async () => {
    await sql.raw(byHand.multiply).execute(test.app.db);
    const many = { field: 'tags', contains: 'many' };
    expect((await preview(many)).body).toEqual({ count: 999, capped: true });
    expect((await preview({ all: [many, { field: 'number', below: 999_500 }] })).body).toEqual({
      count: 999,
      capped: false,
    });
    const { count, capped } = (await preview({ all: [] })).body;
    expect(count).toBeGreaterThan(1005);
    expect(capped).toBe(false);
  });
});
