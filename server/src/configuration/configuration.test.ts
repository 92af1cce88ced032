import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTeam, addUnit, addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { corePackVersion } from './core-pack.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

type Shown = {
  section: string;
  key: string;
  origin: string;
  version: string;
  value: unknown;
  local: boolean;
};
const put = (path: string, value: unknown, as = test.admin.key) =>
  test.request('PUT', `/configuration/${path}`, { as, body: { value } });
const remove = (path: string, as = test.admin.key) =>
  test.request('DELETE', `/configuration/${path}`, { as });
const historyOf = async (path: string) =>
  (await test.request('GET', `/configuration/${path}/history`)).body.items;
async function entry(path: string): Promise<Shown | undefined> {
  const { body } = await test.request('GET', '/configuration');
  return body.entries.find((one: Shown) => `${one.section}/${one.key}` === path);
}
async function open(more: Record<string, unknown> = {}): Promise<number> {
  const { status, body } = await test.request('POST', '/tickets', {
    body: { subject: 'A', body: 'B', customer: { name: 'Li Wei' }, ...more },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.number;
}
const patch = (number: number, body: unknown) =>
  test.request('PATCH', `/tickets/${number}`, { body, headers: { 'if-match': '*' } });

describe('a local layer', () => {
  const name = { en: 'Pending', zh: '等待客户', es: 'En espera' };

  it("lies over the pack's value, holds only what differs, and comes off again", async () => {
    const pack = await entry('statuses/waiting');
    expect(pack).toMatchObject({ origin: 'pack:core', version: corePackVersion, local: false });
    const { status, body } = await put('statuses/waiting', {
      name,
      category: 'waiting_for_customer',
      order: 3,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ origin: 'pack:core', local: true, value: { name, order: 3 } });
    expect(body.version).toMatch(/^r\d+$/);
    expect(await entry('statuses/waiting')).toEqual(body);
    const stored = await test.app.db
      .selectFrom('config_entry')
      .select(['origin', 'value', 'version'])
      .where('key', '=', 'waiting')
      .where('origin', '=', 'local')
      .execute();
    expect(stored).toEqual([{ origin: 'local', value: { name }, version: body.version }]);
    expect((await remove('statuses/waiting')).status).toBe(204);
    expect(await entry('statuses/waiting')).toEqual(pack);
    expect((await remove('statuses/waiting')).status).toBe(404);
  });

  it('comes off by itself when it says what the pack says, and is no change when it says nothing new', async () => {
    const pack = await entry('statuses/on_hold');
    await put('statuses/on_hold', { ...(pack?.value as object), order: 9 });
    const again = await put('statuses/on_hold', { ...(pack?.value as object), order: 9 });
    expect(again.body.local).toBe(true);
    const back = await put('statuses/on_hold', pack?.value);
    expect(back.body.local).toBe(false);
    expect(await historyOf('statuses/on_hold')).toHaveLength(2);
  });

  it("can leave out what the pack's value has", async () => {
    const { intro, ...form } = { intro: undefined, ...((await entry('web_forms/contact'))?.value as object) };
    expect(intro).toBeDefined();
    await put('web_forms/contact', form);
    expect((await entry('web_forms/contact'))?.value).toEqual(form);
    await remove('web_forms/contact');
    expect((await entry('web_forms/contact'))?.value).toEqual({ ...form, intro });
  });

  it('survives a new version of the pack', async () => {
    await put('types/problem', { name: 'Trouble', order: 2 });
    await test.app.db
      .updateTable('config_entry')
      .set({ version: 'older' })
      .where('origin', '<>', 'local')
      .execute();
    const { applyCorePack } = await import('./apply-core-pack.ts');
    await test.app.db.transaction().execute((tx) => applyCorePack(tx, test.app.org, test.clock.now()));
    expect(await entry('types/problem')).toMatchObject({ local: true, value: { name: 'Trouble', order: 2 } });
    await remove('types/problem');
  });

  it('reaches every node with its revision, and tickets at once', async () => {
    const before = (await test.request('GET', '/configuration')).body.revision;
    await put('types/recall', { name: 'Recall', order: 8 });
    const after = (await test.request('GET', '/configuration')).body.revision;
    expect(after).toBeGreaterThan(before);
    await open({ type: 'recall' });
  });

  it('keeps who changed it, before and after', async () => {
    await put('canned/bye', { name: 'Bye', body: 'Bye.', order: 1 });
    test.clock.advance(5);
    await put('canned/bye', { name: 'Bye', body: 'Goodbye.', order: 1 });
    test.clock.advance(5);
    await remove('canned/bye');
    const items = await historyOf('canned/bye');
    const said = items.map((item: { before: { body: string }; after: { body: string } }) => [
      item.before?.body ?? null,
      item.after?.body ?? null,
    ]);
    expect(said).toEqual([
      ['Goodbye.', null],
      ['Bye.', 'Goodbye.'],
      [null, 'Bye.'],
    ]);
    expect(items.map((item: { actor: string }) => item.actor)).toEqual(Array(3).fill('Ada Admin'));
    const events = await test.app.db
      .selectFrom('event')
      .select('data')
      .where('kind', '=', 'config.changed')
      .where('data', '@>', JSON.stringify({ key: 'bye' }) as never)
      .orderBy('id')
      .execute();
    expect(events.map((event) => event.data.layer)).toEqual(['local', 'local', 'gone']);
    expect(JSON.stringify(events)).not.toContain('Goodbye');
  });

  it('of two people at once: both stand', async () => {
    const answers = await Promise.all(
      ['one', 'two', 'three', 'four'].map((key) => put(`types/${key}`, { name: key, order: 20 })),
    );
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
    for (const key of ['one', 'two', 'three', 'four']) expect(await entry(`types/${key}`)).toBeDefined();
    const versions = answers.map((answer) => answer.body.version);
    expect(new Set(versions).size).toBe(4);
  });
});

describe('a value', () => {
  const type = { name: 'T', order: 1 };
  const field = { name: 'F', order: 1 };
  it.each<[string, string, unknown, string]>([
    ['value.category', 'statuses/odd', { name: 'Odd', category: 'sleeping', order: 1 }, 'invalid_value'],
    ['value.order', 'types/odd', { name: 'Odd' }, 'invalid_type'],
    ['value.color', 'types/odd', { ...type, color: 'red' }, 'unknown_field'],
    ['value.name', 'types/odd', { ...type, name: {} }, 'custom'],
    ['value.parent', 'categories/odd', { name: 'Odd', parent: 'nowhere', order: 1 }, 'unknown_key'],
    [
      'value.parent',
      'categories/product',
      { name: 'P', parent: 'product.defect', order: 1 },
      'categories_in_circle',
    ],
    ['value.choices', 'fields/odd', { ...field, type: 'choice' }, 'choices_needed'],
    ['value.types', 'fields/odd', { ...field, type: 'text', types: ['nowhere'] }, 'unknown_key'],
    ['value.set.status', 'macros/odd', { name: 'M', order: 1, set: { status: 'nowhere' } }, 'unknown_key'],
    [
      'value.type',
      'web_forms/odd',
      { name: 'W', team_id: null, type: 'nowhere', active: true },
      'unknown_key',
    ],
    [
      'value.team_id',
      'web_forms/odd',
      { name: 'W', team_id: '00000000-0000-7000-8000-000000000000', type: null, active: true },
      'team_unknown',
    ],
    [
      'value.permissions.1',
      'roles/odd',
      { name: 'R', permissions: ['ticket.read', 'fly'], order: 1 },
      'unknown_key',
    ],
    ['value.value', 'settings/default_team', { value: 'nobody' }, 'team_unknown'],
    ['value.value', 'settings/default_country', { value: 'China' }, 'country_unknown'],
    ['value.value', 'settings/time_zone', { value: 'Nowhere' }, 'zone_unknown'],
    ['key', 'settings/colour', { value: 'red' }, 'unknown_key'],
    ['value.matrix.low', 'priority/matrix', { matrix: { low: { low: 'low' } } }, 'invalid_value'],
    [
      'value.category',
      'statuses/resolved',
      { name: 'R', category: 'open', order: 5 },
      'status_category_empty',
    ],
  ])('is refused naming %s of %s', async (named, path, value, code) => {
    const before = await entry(path);
    const { status, body } = await put(path, value);
    expect(status).toBe(422);
    expect(body.errors.map((error: { field: string }) => error.field).join()).toContain(named);
    expect(body.errors[0].code).toBe(code);
    expect(await entry(path)).toEqual(before);
  });

  it('of an obligation must name known types', async () => {
    const spec = (await entry('obligations/resolution'))?.value as { target: { default: object } };
    const target = { ...spec.target, by_type: { nowhere: spec.target.default } };
    const { status, body } = await put('obligations/resolution', { ...spec, target });
    expect([status, body.errors[0].field]).toEqual([422, 'value.target.by_type']);
  });

  it('outside the sections, or with a key of another shape, is nowhere', async () => {
    expect((await put('colours/red', { name: 'Red' })).status).toBe(404);
    expect((await put('types/No%20Key', { name: 'X', order: 1 })).status).toBe(404);
  });

  it('makes one type the default', async () => {
    await put('types/problem', { name: 'Problem', order: 2, default: true });
    const { body } = await test.request('GET', '/configuration');
    const defaults = body.entries.filter(
      (one: { section: string; value: { default?: boolean } }) =>
        one.section === 'types' && one.value.default,
    );
    expect(defaults.map((one: { key: string }) => one.key)).toEqual(['problem']);
    const number = await open();
    expect((await test.request('GET', `/tickets/${number}`)).body.type).toBe('problem');
    await remove('types/problem');
    await remove('types/inquiry');
  });
});

describe('what is in use', () => {
  it('does not vanish: statuses, types, categories, fields, roles', async () => {
    await put('statuses/parked', { name: 'Parked', category: 'on_hold', order: 9 });
    await put('types/visit', { name: 'Visit', order: 9 });
    await put('categories/garden', { name: 'Garden', parent: null, order: 9 });
    await put('fields/room', { name: 'Room', type: 'text', order: 1 });
    await put('roles/guest', { name: 'Guest', permissions: ['ticket.read'], order: 9 });
    const number = await open({ type: 'visit', category: 'garden', fields: { room: '101' } });
    expect((await patch(number, { status: 'parked' })).status).toBe(200);
    await addUser(test, { role: 'guest' });
    for (const path of [
      'statuses/parked',
      'types/visit',
      'categories/garden',
      'fields/room',
      'roles/guest',
    ]) {
      const { status, body } = await remove(path);
      expect([path, status, body.code]).toEqual([path, 409, 'entry_in_use']);
      expect(await entry(path)).toBeDefined();
    }
    await patch(number, { status: 'open', type: 'inquiry', category: null, fields: { room: null } });
    for (const path of ['statuses/parked', 'types/visit', 'categories/garden', 'fields/room'])
      expect([path, (await remove(path)).status]).toEqual([path, 204]);
  });

  it('does not vanish from under other entries either', async () => {
    await put('statuses/asked', { name: 'Asked', category: 'on_hold', order: 9 });
    await put('macros/ask', { name: 'Ask', order: 1, set: { status: 'asked' } });
    const refused = await remove('statuses/asked');
    expect([refused.status, refused.body.code]).toEqual([409, 'entry_referred_to']);
    expect(refused.body.detail).toBe('"ask" (macros) refers to "asked". Change that first.');
    await put('categories/upper', { name: 'Upper', parent: null, order: 9 });
    await put('categories/lower', { name: 'Lower', parent: 'upper', order: 9 });
    expect((await remove('categories/upper')).body.code).toBe('entry_referred_to');
    await remove('macros/ask');
    expect((await remove('statuses/asked')).status).toBe(204);
  });

  it('does not vanish from under an entry that is being made at the same moment', async () => {
    for (const round of ['a', 'b', 'c']) {
      const upper = `upper_${round}`;
      await put(`categories/${upper}`, { name: upper, parent: null, order: 9 });
      const [made, gone] = await Promise.all([
        put(`categories/lower_${round}`, { name: 'Lower', parent: upper, order: 9 }),
        remove(`categories/${upper}`),
      ]);
      expect([made.status, gone.status].sort()).toEqual(made.status === 200 ? [200, 409] : [204, 422]);
    }
  });

  it('keeps the category of a status and the type of a field', async () => {
    await put('statuses/parked', { name: 'Parked', category: 'on_hold', order: 9 });
    await put('fields/size', { name: 'Size', type: 'text', order: 1 });
    const number = await open({ fields: { size: '12' } });
    await patch(number, { status: 'parked' });
    const status = await put('statuses/parked', { name: 'Parked', category: 'open', order: 9 });
    expect(status.body.errors[0].code).toBe('status_category_in_use');
    const field = await put('fields/size', { name: 'Size', type: 'number', order: 1 });
    expect(field.body.errors[0].code).toBe('field_type_in_use');
    expect((await put('statuses/parked', { name: 'Shelved', category: 'on_hold', order: 9 })).status).toBe(
      200,
    );
    await patch(number, { status: 'open', fields: { size: null } });
    expect((await put('statuses/parked', { name: 'Parked', category: 'open', order: 9 })).status).toBe(200);
    expect((await put('fields/size', { name: 'Size', type: 'number', order: 1 })).status).toBe(200);
  });

  it('keeps choices that tickets hold', async () => {
    const choice = (...keys: string[]) => ({
      name: 'Colours',
      type: 'multi_choice',
      choices: keys.map((key) => ({ key, name: key })),
      order: 1,
    });
    await put('fields/colours', choice('red', 'blue', 'green'));
    await open({ fields: { colours: ['red', 'blue'] } });
    expect((await put('fields/colours', choice('red', 'green'))).body.errors[0]).toMatchObject({
      field: 'value.choices',
      code: 'choice_in_use',
    });
    expect((await put('fields/colours', choice('red', 'blue'))).status).toBe(200);
  });
});

describe('who may change the configuration', () => {
  it('sees everybody signed in, changes who holds config.manage for the whole organisation', async () => {
    const unit = await addUnit(test);
    const agent = await addUser(test);
    const local = await addUser(test, { role: 'administrator', unit });
    expect((await test.request('GET', '/configuration', { as: agent.key })).status).toBe(200);
    expect((await test.request('GET', '/configuration', { as: null })).status).toBe(401);
    const type = { name: 'X', order: 1 };
    expect((await put('types/x', type, agent.key)).status).toBe(403);
    expect((await put('types/x', type, local.key)).status).toBe(403);
    expect((await remove('types/x', local.key)).status).toBe(403);
    const history = await test.request('GET', '/configuration/types/x/history', { as: local.key });
    expect(history.status).toBe(403);
  });

  it('raises nobody by way of a role: its new permissions must be the own ones', async () => {
    await put('roles/keeper', { name: 'Keeper', permissions: ['config.manage', 'ticket.read'], order: 9 });
    const keeper = await addUser(test, { role: 'keeper' });
    const keeping = ['config.manage', 'ticket.read'];
    const role = (permissions: string[]) => ({ name: 'Keeper', permissions, order: 9 });
    const raised = await put('roles/keeper', role([...keeping, 'people.manage']), keeper.key);
    expect([raised.status, raised.body.code]).toEqual([403, 'permission_beyond_yours']);
    expect((await put('roles/other', role(['events.read']), keeper.key)).status).toBe(403);
    expect((await put('roles/other', role(['ticket.read']), keeper.key)).status).toBe(200);
    // taking a layer away gives back what the pack grants: the same rule
    const lead = (await entry('roles/team_lead'))?.value as { permissions: string[] };
    await put('roles/team_lead', { ...lead, permissions: ['ticket.read'] });
    expect((await remove('roles/team_lead', keeper.key)).status).toBe(403);
    expect((await remove('roles/team_lead')).status).toBe(204);
  });

  it('takes effect on rights at once', async () => {
    await put('roles/reader', { name: 'Reader', permissions: ['ticket.read', 'events.read'], order: 9 });
    const reader = await addUser(test, { role: 'reader' });
    expect((await test.request('GET', '/events', { as: reader.key })).status).toBe(200);
    await put('roles/reader', { name: 'Reader', permissions: ['ticket.read'], order: 9 });
    expect((await test.request('GET', '/events', { as: reader.key })).status).toBe(403);
  });

  it('leaves the administrator every permission', async () => {
    const { body } = await put('roles/administrator', {
      name: 'A',
      permissions: ['config.manage'],
      order: 1,
    });
    expect(body.errors[0]).toMatchObject({ field: 'value.permissions', code: 'administrator_keeps_all' });
    const renamed = (await entry('roles/administrator'))?.value as object;
    expect((await put('roles/administrator', { ...renamed, name: 'Boss' })).status).toBe(200);
    await remove('roles/administrator');
  });

  it('sets a default team that takes what has no other', async () => {
    const team = await addTeam(test);
    const program = await addUser(test);
    expect((await put('settings/default_team', { value: team })).status).toBe(200);
    const { body } = await test.request('POST', '/tickets', {
      as: program.key,
      body: { subject: 'A', body: 'B', customer: { name: 'Li Wei' } },
    });
    const page = await test.request('GET', `/tickets/${body.number}`);
    expect(page.body.team.id).toBe(team);
    await remove('settings/default_team');
  });
});
