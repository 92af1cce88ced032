import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const create = async (body: object) => (await test.request('POST', '/customers', { body })).body;
const change = (id: string, etag: string, body: object) =>
  test.request('PATCH', `/customers/${id}`, { body, headers: { 'if-match': etag } });
const get = async (id: string) => (await test.request('GET', `/customers/${id}`)).body;
const find = async (q: string, more = ''): Promise<string[]> => {
  const { body } = await test.request('GET', `/customers?q=${encodeURIComponent(q)}${more}`);
  return body.items.map((item: { name: string }) => item.name);
};
const eventsOf = async (id: string) => {
  const rows = await test.app.db
    .selectFrom('event')
    .leftJoin('event_payload', 'event_payload.event_id', 'event.id')
    .select(['kind', 'data', 'body'])
    .where('subject_id', '=', id)
    .orderBy('seq')
    .execute();
  return rows;
};

describe('recording a customer', () => {
  it('keeps contacts as given and as they are compared, and one primary of each kind', async () => {
    const organisation = await create({ kind: 'organisation', name: '北京示例科技有限公司' });
    const { status, body, headers } = await test.request('POST', '/customers', {
      body: {
        name: '张伟',
        language: 'zh',
        time_zone: 'Asia/Shanghai',
        notes: '老客户',
        external_ref: 'K-1',
        contacts: [
          { kind: 'email', value: ' Zhang.Wei@Example.COM ' },
          { kind: 'phone', value: '138 0013 8000' },
          { kind: 'phone', value: '（010）62345678转12', primary: true },
          { kind: 'phone', value: '+8613800138000' },
        ],
        organisation_ids: [organisation.id, organisation.id],
      },
    });
    expect(status).toBe(201);
    expect(headers.etag).toBe('"c1"');
    expect(
      body.contacts.map((one: { kind: string; normalised: string; primary: boolean }) => [
        one.normalised,
        one.primary,
      ]),
    ).toEqual([
      ['zhang.wei@example.com', true],
      ['+861062345678;ext=12', true],
      ['+8613800138000', false],
    ]);
    expect(body.contacts[2].value).toBe('138 0013 8000');
    expect(body.organisations).toEqual([{ id: organisation.id, name: organisation.name, role: null }]);
    expect((await get(organisation.id)).members).toEqual([{ id: body.id, name: '张伟', role: null }]);
    expect(await get(body.id)).toEqual(body);
  });

  it('tells the ledger with all that is personal in the erasable part', async () => {
    const { id } = await create({
      name: 'Personal Person',
      contacts: [{ kind: 'email', value: 'personal@example.com' }],
    });
    const [event] = await eventsOf(id);
    expect(event?.kind).toBe('customer.created');
    expect(JSON.stringify(event?.data)).not.toMatch(/personal/i);
    expect(event?.body).toMatchObject({
      name: 'Personal Person',
      contacts: [{ kind: 'email', value: 'personal@example.com', primary: true }],
    });
  });

  it.each([
    [
      { name: 'x', contacts: [{ kind: 'email', value: 'not an address' }] },
      'contacts.0.value',
      'not_an_email',
    ],
    [{ name: 'x', contacts: [{ kind: 'phone', value: 'none' }] }, 'contacts.0.value', 'not_a_phone'],
    [{ name: 'x', contacts: [{ kind: 'fax', value: '1234' }] }, 'contacts.0.kind', 'invalid_value'],
    [{ name: 'x', time_zone: 'Mars/Olympus' }, 'time_zone', 'custom'],
    [{ name: '\u0000' }, 'name', 'invalid_format'],
    [{ name: 'x', notes: 'a\u0000b' }, 'notes', 'custom'],
    [{ name: '  ' }, 'name', 'too_small'],
    [
      { name: 'x', organisation_ids: ['01900000-0000-7000-8000-000000000000'] },
      'organisation_ids.0',
      'organisation_unknown',
    ],
    [
      { kind: 'organisation', name: 'x', organisation_ids: ['01900000-0000-7000-8000-000000000000'] },
      'organisation_ids',
      'persons_only',
    ],
  ])('refuses %j', async (body, field, code) => {
    const before = (await test.request('GET', '/customers?limit=200')).body.items.length;
    const answer = await test.request('POST', '/customers', { body });
    expect([answer.status, answer.body.errors[0].field, answer.body.errors[0].code]).toEqual([
      422,
      field,
      code,
    ]);
    expect((await test.request('GET', '/customers?limit=200')).body.items).toHaveLength(before);
  });

  it('refuses the mail address or reference of another customer and names that one', async () => {
    const first = await create({
      name: 'First',
      external_ref: 'R-1',
      contacts: [{ kind: 'email', value: 'taken@example.com' }],
    });
    const email = await test.request('POST', '/customers', {
      body: { name: 'Second', contacts: [{ kind: 'email', value: 'TAKEN@example.com' }] },
    });
    expect([email.status, email.body.code, email.body.current]).toEqual([
      409,
      'email_taken',
      { id: first.id, name: 'First' },
    ]);
    const reference = await test.request('POST', '/customers', {
      body: { name: 'Second', external_ref: 'R-1' },
    });
    expect([reference.status, reference.body.code, reference.body.current.id]).toEqual([
      409,
      'external_ref_taken',
      first.id,
    ]);
    expect(await find('Second')).toEqual([]);
  });

  it('gives a mail address to one of two who ask for it at once', async () => {
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) =>
        test.request('POST', '/customers', {
          body: {
            name,
            external_ref: `race ${name}`,
            contacts: [{ kind: 'email', value: 'race@example.com' }],
          },
        }),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409]);
  });
});

describe('changing a customer', () => {
  it('needs the state that the change is based on', async () => {
    const { id, etag } = await create({ name: 'Ann' });
    expect((await test.request('PATCH', `/customers/${id}`, { body: { name: 'x' } })).status).toBe(428);
    const changed = await change(id, etag, { name: 'Anne', language: 'es' });
    expect([changed.status, changed.body.name, changed.headers.etag]).toEqual([200, 'Anne', '"c2"']);
    const stale = await change(id, etag, { name: 'Anna' });
    expect([stale.status, stale.body.current]).toEqual([412, { etag: '"c2"' }]);
    expect((await get(id)).name).toBe('Anne');
    expect(await find('Anne')).toEqual(['Anne']);
  });

  it('appends one event that says what changed, and none when nothing did', async () => {
    const { id, etag } = await create({ name: 'Bob', notes: 'before' });
    const changed = await change(id, etag, { notes: 'after', name: 'Bob' });
    expect((await change(id, changed.body.etag, { notes: 'after' })).body.etag).toBe(changed.body.etag);
    const events = await eventsOf(id);
    expect(events.map((event) => event.kind)).toEqual(['customer.created', 'customer.changed']);
    expect(events[1]?.data).toEqual({ fields: ['notes'] });
    expect(events[1]?.body).toMatchObject({ before: { notes: 'before' }, after: { notes: 'after' } });
  });

  it('replaces contacts and organisations', async () => {
    const [a, b] = [
      await create({ kind: 'organisation', name: 'A' }),
      await create({ kind: 'organisation', name: 'B' }),
    ];
    const person = await create({
      name: 'Cy',
      organisation_ids: [a.id],
      contacts: [
        { kind: 'email', value: 'cy@example.com' },
        { kind: 'phone', value: '13900000001' },
      ],
    });
    const { body } = await change(person.id, person.etag, {
      organisation_ids: [b.id],
      contacts: [
        { kind: 'phone', value: '13900000001' },
        { kind: 'phone', value: '13900000002', primary: true },
      ],
    });
    expect(body.organisations.map((one: { name: string }) => one.name)).toEqual(['B']);
    expect(body.contacts.map((one: { value: string; primary: boolean }) => [one.value, one.primary])).toEqual(
      [
        ['13900000002', true],
        ['13900000001', false],
      ],
    );
    expect(
      (await create({ name: 'New', contacts: [{ kind: 'email', value: 'cy@example.com' }] })).id,
    ).toBeDefined();
    const taken = await change(person.id, body.etag, {
      contacts: [{ kind: 'email', value: 'cy@example.com' }],
    });
    expect([taken.status, taken.body.current.name]).toEqual([409, 'New']);
    expect((await get(person.id)).contacts).toHaveLength(2);
  });

  it('refuses the reference of another, also to two at once', async () => {
    const [a, b] = [await create({ name: 'Ref a' }), await create({ name: 'Ref b' })];
    const answers = await Promise.all(
      [a, b].map(({ id, etag }) => change(id, etag, { external_ref: 'same reference' })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(answers.find((answer) => answer.status === 409)?.body.code).toBe('external_ref_taken');
  });
});

describe('finding customers', () => {
  beforeAll(async () => {
    await create({ kind: 'organisation', name: '腾云（上海）网络有限公司' });
    await create({
      name: 'María José García Peña',
      contacts: [{ kind: 'phone', value: '+34 612 34 56 78' }],
    });
    await create({
      name: '欧阳晓明',
      external_ref: 'VIP-77',
      contacts: [
        { kind: 'email', value: 'xiaoming.ouyang+shop@mail.example.org' },
        { kind: 'phone', value: '13712345678' },
        { kind: 'phone', value: '0571-88886666转808' },
      ],
    });
  });

  it.each([
    ['garcia', 'María José García Peña'],
    ['PEÑA maria', 'María José García Peña'],
    ['ose', 'María José García Peña'],
    ['晓明', '欧阳晓明'],
    ['阳', '欧阳晓明'],
    ['上海', '腾云（上海）网络有限公司'],
    ['(上海)网络', '腾云（上海）网络有限公司'],
    ['xiaoming.ouyang+shop@mail.example.org', '欧阳晓明'],
    ['Ouyang', '欧阳晓明'],
    ['@mail.example', '欧阳晓明'],
    ['ming.ouyang+sh', '欧阳晓明'],
    ['13712345678', '欧阳晓明'],
    ['+86 137 1234 5678', '欧阳晓明'],
    ['１３７-1234-5678', '欧阳晓明'],
    ['0086 137 12345678', '欧阳晓明'],
    ['12345678', '欧阳晓明'],
    ['0571 8888 6666', '欧阳晓明'],
    ['88886666', '欧阳晓明'],
    ['6666', '欧阳晓明'],
    ['612345678', 'María José García Peña'],
    ['VIP-77', '欧阳晓明'],
  ])('by %s', async (q, expected) => expect(await find(q)).toContain(expected));

  it.each(['zzz', '00000', '99999999999', 'x@y@z', '%', '_', "'; drop table customer; --", '\u0000', '𠮷'])(
    'finds nobody by %j, and does not stumble',
    async (q) => {
      const { status, body } = await test.request('GET', `/customers?q=${encodeURIComponent(q)}`);
      expect(status).toBe(200);
      if (q !== '\u0000') expect(body.items).toEqual([]);
    },
  );

  it('gives organisations or persons alone when asked', async () => {
    expect(await find('上', '&kind=organisation')).toContain('腾云（上海）网络有限公司');
    expect(await find('上', '&kind=person')).toEqual([]);
  });

  it('gives pages that neither repeat nor leave out, also while customers are added', async () => {
    for (let index = 0; index < 25; index++) await create({ name: `Paged ${index}` });
    for (const q of ['', '&q=paged']) {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const path: string = `/customers?limit=7${q}${cursor ? `&cursor=${cursor}` : ''}`;
        const { body } = await test.request('GET', path);
        seen.push(...body.items.map((item: { id: string }) => item.id));
        cursor = body.next_cursor;
        await create({ name: 'Paged meanwhile' });
      }
      expect(new Set(seen).size).toBe(seen.length);
      const names = new Set(
        (
          await test.app.db.selectFrom('customer').select('id').where('name', 'like', 'Paged __').execute()
        ).map((row) => row.id),
      );
      expect([...names].filter((id) => !seen.includes(id))).toEqual([]);
    }
    expect((await test.request('GET', '/customers?cursor=rubbish')).status).toBe(422);
  });

  it('shows address, number and organisation in the list', async () => {
    const organisation = await create({ kind: 'organisation', name: 'Listed GmbH' });
    await create({
      name: 'Listed person',
      organisation_ids: [organisation.id],
      contacts: [
        { kind: 'email', value: 'listed@example.com' },
        { kind: 'phone', value: '138-1111-2222' },
      ],
    });
    const { body } = await test.request('GET', '/customers?q=listed%20person');
    expect(body.items[0]).toMatchObject({
      email: 'listed@example.com',
      phone: '138-1111-2222',
      organisation: 'Listed GmbH',
    });
  });
});

describe('who may', () => {
  it('needs the permissions: nobody without a role, an agent reads and writes, merging and importing are for leads', async () => {
    const { id, etag } = await create({ name: 'Guarded' });
    const nobody = await addUser(test, { role: null });
    const agent = await addUser(test);
    const calls = [
      ['GET', '/customers', undefined, 200],
      ['GET', `/customers/${id}`, undefined, 200],
      ['POST', '/customers', { name: 'By an agent' }, 201],
      ['PATCH', `/customers/${id}`, { notes: 'x' }, 200],
      ['POST', '/customers/match', { name: 'Guarded' }, 200],
      ['POST', `/customers/${id}/merge`, { into: id }, 403],
      ['POST', `/customers/${id}/merge/undo`, undefined, 403],
      ['POST', '/customers/import', { file_id: id, dry_run: true }, 403],
    ] as const;
    for (const [method, path, body, expected] of calls) {
      const headers = { 'if-match': etag };
      const refused = await test.request(method, path, { as: nobody.key, body, headers });
      expect([path, refused.status]).toEqual([path, 403]);
      const answer = await test.request(method, path, { as: agent.key, body, headers });
      expect([path, answer.status]).toEqual([path, expected]);
    }
  });

  it('counts the open tickets that the viewer may see, no others', async () => {
    const customer = await create({ name: 'Two tickets' });
    const open = (confidential: boolean) =>
      test.request('POST', '/tickets', {
        body: { subject: 'x', body: 'x', customer: { id: customer.id }, confidential },
      });
    await open(false);
    await open(true);
    const { body: solved } = await open(false);
    await test.request('POST', `/tickets/${solved.number}/messages`, {
      body: { kind: 'reply', body: 'done', status: 'resolved' },
    });
    const agent = await addUser(test);
    const seen = async (as: string) => {
      const page = (await test.request('GET', `/customers/${customer.id}`, { as })).body.open_tickets;
      const match = await test.request('POST', '/customers/match', { as, body: { name: 'Two tickets' } });
      return [page, match.body.items[0].open_tickets];
    };
    expect(await seen(test.admin.key)).toEqual([2, 2]);
    expect(await seen(agent.key)).toEqual([1, 1]);
  });
});

describe('the history of a customer', () => {
  const historyOf = async (id: string) => (await test.request('GET', `/customers/${id}/history`)).body.items;

  it('tells who recorded and changed the record, before and after, newest first', async () => {
    const { id, etag } = await create({
      name: 'Hist Ory',
      contacts: [{ kind: 'phone', value: '+8613800001234' }],
    });
    await change(id, etag, { notes: 'Calls in the evening.', name: 'Hist Orey' });
    const [changed, created] = await historyOf(id);
    expect(changed).toMatchObject({
      kind: 'customer.changed',
      actor: 'Ada Admin',
      of: null,
      before: { name: 'Hist Ory', notes: '' },
      after: { name: 'Hist Orey', notes: 'Calls in the evening.' },
    });
    expect(created).toMatchObject({ kind: 'customer.created', before: null, after: null });
  });

  it('tells of doubles while they are merged into it, by their names', async () => {
    const stays = await create({ name: 'Stays' });
    const double = await create({ name: 'Double' });
    await test.request('POST', `/customers/${double.id}/merge`, { body: { into: stays.id } });
    expect((await historyOf(stays.id))[0]).toMatchObject({ kind: 'customer.merged', of: { name: 'Double' } });
    await test.request('POST', `/customers/${double.id}/merge/undo`);
    expect((await historyOf(stays.id)).map(({ kind }: { kind: string }) => kind)).toEqual([
      'customer.created',
    ]);
  });
});
