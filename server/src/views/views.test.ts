import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AddedUser, addTeam, addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';

let test: TestApp;
let agent: AddedUser;
let other: AddedUser;
let team: string;
beforeAll(async () => {
  test = await startTestApp();
  team = await addTeam(test);
  agent = await addUser(test, { team });
  other = await addUser(test);
});
afterAll(() => test.close());

const create = (body: object, as = agent.key) => test.request('POST', '/views', { as, body });
const list = async (as = agent.key) => (await test.request('GET', '/views', { as })).body.items;
const numbers = async (view: string, as = agent.key) => {
  const { status, body } = await test.request('GET', `/tickets?view=${view}&limit=200`, { as });
  expect(status).toBe(200);
  return body.items.map((one: { number: number }) => one.number);
};
const open = async (body: object): Promise<number> =>
  (
    await test.request('POST', '/tickets', {
      body: { subject: 'S', body: 'B', customer: { name: 'N' }, ...body },
    })
  ).body.number;

describe('views', () => {
  it('are built in for everybody, and each of them can be listed', async () => {
    const items = await list();
    expect(items.map((view: { id: string }) => view.id)).toEqual([
      'mine',
      'first_contact',
      'my_teams',
      'unassigned',
      'overdue',
      'asked',
      'watching',
      'snoozed',
      'unfinished',
      'resolved',
      'all',
    ]);
    for (const { id, builtin } of items) {
      expect(builtin).toBe(true);
      await numbers(id);
    }
    expect((await test.request('GET', '/tickets?view=constructor')).status).toBe(404);
  });

  it('are saved with a condition that can be read, and used by their owner alone', async () => {
    const [urgent] = [await open({ importance: 'high', urgency: 'high' }), await open({})];
    const condition = [
      { field: 'priority', at_least: 'high' },
      { field: 'status_category', in: ['new', 'open'] },
    ];
    const { status, body } = await create({ name: 'Urgent', scope: 'private', condition });
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'Urgent', mine: true, builtin: false, condition: { all: condition } });
    expect(await numbers(body.id)).toEqual([urgent]);
    expect(await list()).toContainEqual(body);
    expect((await list(other.key)).map((view: { id: string }) => view.id)).not.toContain(body.id);
    expect((await test.request('GET', `/tickets?view=${body.id}`, { as: other.key })).status).toBe(404);
    expect((await test.request('DELETE', `/views/${body.id}`, { as: other.key })).status).toBe(404);
    expect((await test.request('DELETE', `/views/${body.id}`, { as: agent.key })).status).toBe(204);
    expect((await test.request('GET', `/tickets?view=${body.id}`, { as: agent.key })).status).toBe(404);
  });

  it('say where a condition goes wrong', async () => {
    const wrong = { all: [{ field: 'priorty', is: 'high' }] };
    const { status, body } = await create({ name: 'X', scope: 'private', condition: wrong });
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({ field: 'condition.all[0].field', code: 'condition_wrong' });
    expect(body.errors[0].message).toContain('did you mean "priority"?');
    expect((await create({ name: 'X', scope: 'private' })).status).toBe(422);
  });

  it('are shared by those who may, with a team or with all', async () => {
    const condition = { field: 'tags', contains: 'shared' };
    expect((await create({ name: 'X', scope: 'all', condition })).status).toBe(403);
    expect((await create({ name: 'X', scope: 'team', team_id: team, condition })).status).toBe(403);
    expect((await create({ name: 'X', scope: 'team', condition }, test.admin.key)).status).toBe(422);
    const { body: forAll } = await create({ name: 'All', scope: 'all', condition }, test.admin.key);
    const { body: forTeam } = await create(
      { name: 'Team', scope: 'team', team_id: team, condition },
      test.admin.key,
    );
    const ids = async (as: string) => (await list(as)).map((view: { id: string }) => view.id);
    expect(await ids(agent.key)).toEqual(expect.arrayContaining([forAll.id, forTeam.id]));
    expect(await ids(other.key)).toContain(forAll.id);
    expect(await ids(other.key)).not.toContain(forTeam.id);
    const refused = await test.request('DELETE', `/views/${forAll.id}`, { as: agent.key });
    expect(refused.body.code).toBe('view_not_yours');
  });

  it('say what is wrong when the configuration has moved on', async () => {
    const value = { name: 'Floor', type: 'text', order: 1 };
    await test.request('PUT', '/configuration/fields/floor', { body: { value } });
    const condition = { field: 'fields.floor', is: '3' };
    const { body } = await create({ name: 'Floor', scope: 'private', condition });
    expect(await numbers(body.id)).toEqual([]);
    expect((await test.request('DELETE', '/configuration/fields/floor')).status).toBe(204);
    const broken = await test.request('GET', `/tickets?view=${body.id}`, { as: agent.key });
    expect(broken.body).toMatchObject({ status: 409, code: 'view_outdated' });
    expect((await test.request('DELETE', `/views/${body.id}`, { as: agent.key })).status).toBe(204);
  });

  it('have an order of their own, page by page', async () => {
    const condition = { field: 'tags', contains: 'ordered' };
    const made: number[] = [];
    for (const urgency of ['low', 'high', 'normal', 'normal']) {
      test.clock.advance(1);
      made.push(await open({ urgency, tags: ['ordered'] }));
    }
    const [low, high, normal, done] = made;
    await test.request('PATCH', `/tickets/${done}`, {
      headers: { 'if-match': '*' },
      body: { status: 'resolved' },
    });
    test.clock.advance(1);
    await test.request('PATCH', `/tickets/${low}`, {
      headers: { 'if-match': '*' },
      body: { subject: 'New' },
    });
    const expected = {
      activity: [low, done, normal, high],
      due: [high, normal, low, done],
      opened: [done, normal, high, low],
    };
    for (const sort of ['activity', 'due', 'opened'] as const) {
      const { body: view } = await create({ name: sort, scope: 'private', condition, sort });
      expect(await numbers(view.id), sort).toEqual(expected[sort]);
      const paged: number[] = [];
      for (let cursor = ''; ; ) {
        const { body } = await test.request('GET', `/tickets?view=${view.id}&limit=1${cursor}`, {
          as: agent.key,
        });
        paged.push(...body.items.map((one: { number: number }) => one.number));
        if (body.next_cursor === null) break;
        cursor = `&cursor=${body.next_cursor}`;
      }
      expect(paged, sort).toEqual(expected[sort]);
    }
  });
});
