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

  it('are changed by their owner alone, and shared under the rules that hold when they are saved', async () => {
    const condition = { field: 'tags', contains: 'mine' };
    const { body: view } = await create({ name: 'Mine', scope: 'private', condition });
    const change = (body: object, as = agent.key) => test.request('PATCH', `/views/${view.id}`, { as, body });
    expect((await change({ name: 'Theirs' }, other.key)).status).toBe(404);
    const look = { columns: ['customer', 'due'], grouping: 'priority', sort: 'waiting' };
    expect((await change({ name: 'Still mine', ...look })).body).toMatchObject({
      id: view.id,
      name: 'Still mine',
      condition,
      ...look,
    });
    expect((await change({ scope: 'all' })).status).toBe(403);
    expect((await change({ scope: 'team', team_id: team })).status).toBe(403);
    expect((await change({ condition: { field: 'priorty', is: 'x' } })).body.errors[0].field).toBe(
      'condition.field',
    );
    expect((await list()).find((one: { id: string }) => one.id === view.id)).toMatchObject(look);
    expect((await change({ grouping: null, columns: [] })).body).toMatchObject({
      grouping: null,
      columns: [],
    });
  });

  it('that are shared can no longer be changed by an owner who may share no more, but be withdrawn', async () => {
    const condition = { field: 'tags', contains: 'was shared' };
    const { body: view } = await create({ name: 'Of all', scope: 'all', condition }, test.admin.key);
    await test.app.db
      .updateTable('saved_view')
      .set({ owner_id: agent.id })
      .where('id', '=', view.id)
      .execute();
    const change = (body: object) => test.request('PATCH', `/views/${view.id}`, { as: agent.key, body });
    expect((await change({ condition: { all: [] } })).status).toBe(403);
    expect((await change({ scope: 'private' })).body).toMatchObject({ scope: 'private', mine: true });
  });

  it('can be looked at before they are saved, by the same rules', async () => {
    const shown = await open({ tags: ['previewed'], urgency: 'high' });
    const preview = (body: object) => test.request('POST', '/views/preview/tickets', { as: agent.key, body });
    const { status, body } = await preview({ condition: { field: 'tags', contains: 'previewed' } });
    expect(status).toBe(200);
    expect(body.items.map((one: { number: number }) => one.number)).toEqual([shown]);
    expect((await preview({ condition: { field: 'tgas', contains: 'x' } })).body.errors[0].code).toBe(
      'condition_wrong',
    );
  });

  it('can put their rows into groups, page by page, and in each the order stays', async () => {
    const made: Record<string, number[]> = { urgent: [], low: [] };
    for (const [urgency, key] of [
      ['low', 'low'],
      ['high', 'urgent'],
      ['low', 'low'],
      ['high', 'urgent'],
      ['low', 'low'],
    ] as const) {
      test.clock.advance(1);
      made[key]?.push(await open({ urgency, importance: urgency, tags: ['grouped'] }));
    }
    const condition = { field: 'tags', contains: 'grouped' };
    for (const sort of ['activity', 'waiting', 'due', 'opened'] as const) {
      const { body: view } = await create({
        name: `By priority, ${sort}`,
        scope: 'private',
        condition,
        sort,
        grouping: 'priority',
      });
      const newestFirst = sort === 'activity' || sort === 'opened';
      const inOrder = (numbers: number[] = []) => (newestFirst ? [...numbers].reverse() : numbers);
      const expected = [...inOrder(made.urgent), ...inOrder(made.low)];
      expect(await numbers(view.id), sort).toEqual(expected);
      const paged: number[] = [];
      for (let cursor = ''; ; ) {
        const { body } = await test.request('GET', `/tickets?view=${view.id}&limit=2${cursor}`, {
          as: agent.key,
        });
        paged.push(...body.items.map((one: { number: number }) => one.number));
        if (body.next_cursor === null) break;
        cursor = `&cursor=${body.next_cursor}`;
      }
      expect(paged, sort).toEqual(expected);
      expect(await numbers(`${view.id}&grouping=none&sort=opened`)).toEqual(
        [...expected].sort((a, b) => b - a),
      );
    }
    for (const grouping of ['status', 'assignee', 'team', 'type'])
      expect((await numbers(`all&grouping=${grouping}`)).length).toBe((await numbers('all')).length);
  });

  it('refuse a cursor of another grouping', async () => {
    const { body } = await test.request('GET', '/tickets?view=all&limit=1', { as: agent.key });
    const { status } = await test.request(
      'GET',
      `/tickets?view=all&grouping=team&cursor=${body.next_cursor}`,
      { as: agent.key },
    );
    expect(status).toBe(422);
  });

  it('may ask about every field there is, each with its operators and choices', async () => {
    await test.request('PUT', '/configuration/fields/room', {
      body: { value: { name: 'Room', type: 'number', order: 1 } },
    });
    const { body } = await test.request('GET', '/views/fields', { as: agent.key });
    const fields = new Map(body.items.map((field: { name: string }) => [field.name, field]));
    expect(fields.get('priority')).toMatchObject({
      type: 'choice',
      choices: ['low', 'normal', 'high', 'urgent'],
    });
    expect(fields.get('fields.room')).toMatchObject({ type: 'number', choices: null });
    expect(fields.get('watchers')).toMatchObject({ operators: ['contains', 'set'] });
  });

  it('that say `me` and `my_teams` show each reader what is theirs', async () => {
    const owned = await open({ assignee_id: agent.id, tags: ['stand-in'] });
    const others = await open({ assignee_id: other.id, tags: ['stand-in'] });
    const ofTeam = await open({ team_id: team, tags: ['stand-in'] });
    const tagged = { field: 'tags', contains: 'stand-in' };
    const view = async (leaf: object): Promise<string> => {
      const condition = { all: [leaf, tagged] };
      const { status, body } = await create({ name: 'T', scope: 'all', condition }, test.admin.key);
      expect(status).toBe(201);
      expect(body.condition).toEqual(condition);
      return body.id;
    };
    const mine = await view({ field: 'assignee', is: 'me' });
    expect(await numbers(mine)).toEqual([owned]);
    expect(await numbers(mine, other.key)).toEqual([others]);
    expect(await numbers(await view({ field: 'assignee', in: ['me', other.id] }))).toEqual([others, owned]);
    const teams = await view({ field: 'team', in: ['my_teams'] });
    expect(await numbers(teams)).toEqual([ofTeam]);
    expect(await numbers(teams, test.admin.key)).toEqual([others, owned]);
    expect(
      (await create({ name: 'X', scope: 'private', condition: { field: 'subject', is: 'me' } })).status,
    ).toBe(201);
    expect(
      (await create({ name: 'X', scope: 'private', condition: { field: 'unit', is: 'me' } })).status,
    ).toBe(422);
  });
});
