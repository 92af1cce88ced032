import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

let made = 0;
const create = async (name: string, more: object = {}) =>
  (
    await test.request('POST', '/customers', {
      body: { name, contacts: [{ kind: 'email', value: `c${++made}@example.com` }], ...more },
    })
  ).body;
const get = async (id: string) => (await test.request('GET', `/customers/${id}`)).body;
const merge = (id: string, into: string) =>
  test.request('POST', `/customers/${id}/merge`, { body: { into } });
const undo = (id: string) => test.request('POST', `/customers/${id}/merge/undo`);
const openTicket = async (customer: object) =>
  (await test.request('POST', '/tickets', { body: { subject: 'x', body: 'x', customer } })).body.number;
const ticketsOf = async (id: string) =>
  (await test.request('GET', `/tickets?customer=${id}`)).body.items
    .map((one: { number: number }) => one.number)
    .sort();
const addresses = (page: { contacts: { value: string }[] }) => page.contacts.map((one) => one.value).sort();
/** Everything that is stored of customers but for versions, which only count changes. */
const rows = async (ids: string[]) => ({
  customers: await test.app.db
    .selectFrom('customer')
    .select(['id', 'name', 'name_folded', 'notes', 'external_ref', 'merged_into_id'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute(),
  contacts: await test.app.db
    .selectFrom('customer_contact')
    .selectAll()
    .where('customer_id', 'in', ids)
    .orderBy('id')
    .execute(),
  affiliations: await test.app.db
    .selectFrom('customer_affiliation')
    .selectAll()
    .where('person_id', 'in', ids)
    .execute(),
});

describe('merging a double', () => {
  it('shows both as one, sends what comes later to the target, and undoes exactly', async () => {
    const [acme, other] = [
      await create('Acme', { kind: 'organisation' }),
      await create('Other', { kind: 'organisation' }),
    ];
    const source = await create('J. Smith', {
      organisation_ids: [acme.id],
      notes: 'of the source',
      contacts: [
        { kind: 'email', value: 'j.smith@example.com' },
        { kind: 'phone', value: '13500001111' },
      ],
    });
    const target = await create('John Smith', { organisation_ids: [other.id, acme.id] });
    const [old, own] = [await openTicket({ id: source.id }), await openTicket({ id: target.id })];
    const before = await rows([source.id, target.id]);

    const merged = await merge(source.id, target.id);
    expect(merged.status).toBe(200);
    expect(merged.body.id).toBe(target.id);
    expect(addresses(merged.body)).toEqual([...addresses(source), ...addresses(target)].sort());
    expect(merged.body.organisations.map((one: { name: string }) => one.name)).toEqual(['Acme', 'Other']);
    expect(merged.body.merged).toEqual([
      { id: source.id, name: 'J. Smith', merged_at: test.clock.now().toISOString() },
    ]);
    expect(merged.body.open_tickets).toBe(2);
    expect(merged.body.notes).toBe('');
    expect((await get(source.id)).merged_into).toEqual({ id: target.id, name: 'John Smith' });
    expect((await get(acme.id)).members.map((one: { name: string }) => one.name)).toEqual(['John Smith']);

    const late = await openTicket({ email: 'J.Smith@example.com', name: 'Somebody' });
    expect(await ticketsOf(target.id)).toEqual([old, own, late].sort());
    expect((await test.request('GET', `/tickets/${late}`)).body.customer.id).toBe(target.id);
    const later = await openTicket({ id: source.id });
    expect((await test.request('GET', `/tickets/${later}`)).body.customer.id).toBe(target.id);

    const list = async (q: string) => (await test.request('GET', `/customers?q=${q}`)).body.items;
    for (const q of ['j.smith@example.com', '13500001111', '1111', 'j.%20smith'])
      expect((await list(q)).map((one: { id: string }) => one.id)).toEqual([target.id]);
    const match = await test.request('POST', '/customers/match', { body: { phone: '13500001111' } });
    expect(match.body.items.map((one: { id: string }) => one.id)).toEqual([target.id]);

    const undone = await undo(source.id);
    expect([undone.status, undone.body.id, undone.body.merged_into]).toEqual([200, source.id, null]);
    expect(await rows([source.id, target.id])).toEqual(before);
    expect((await get(target.id)).merged).toEqual([]);
    expect(await ticketsOf(source.id)).toEqual([old]);
    expect(await ticketsOf(target.id)).toEqual([own, late, later].sort());
    const kinds = await test.app.db
      .selectFrom('event')
      .select(['kind', 'data'])
      .where('subject_id', '=', source.id)
      .orderBy('seq')
      .execute();
    expect(kinds).toEqual([
      { kind: 'customer.created', data: expect.anything() },
      { kind: 'customer.merged', data: { into: target.id } },
      { kind: 'customer.merge_undone', data: { from: target.id } },
    ]);
  });

  it('refuses itself, what is merged already, and a person with an organisation', async () => {
    const [a, b, c] = [await create('A'), await create('B'), await create('C')];
    const organisation = await create('Org', { kind: 'organisation' });
    const code = async (answer: Promise<{ status: number; body: { code: string } }>) => {
      const { status, body } = await answer;
      return [status, body.code];
    };
    expect(await code(merge(a.id, a.id))).toEqual([409, 'customer_merge_self']);
    expect(await code(merge(a.id, organisation.id))).toEqual([409, 'customer_kinds_differ']);
    expect(await code(undo(a.id))).toEqual([409, 'customer_not_merged']);
    expect((await merge(a.id, b.id)).status).toBe(200);
    expect(await code(merge(a.id, c.id))).toEqual([409, 'customer_merged']);
    expect(await code(merge(c.id, a.id))).toEqual([409, 'customer_merged']);
    expect(await code(merge(c.id, '01900000-0000-7000-8000-000000000000'))).toEqual([
      404,
      'customer_not_found',
    ]);
    const edit = await test.request('PATCH', `/customers/${a.id}`, {
      body: { name: 'x' },
      headers: { 'if-match': '*' },
    });
    expect([edit.status, edit.body.code, edit.body.current]).toEqual([
      409,
      'customer_merged',
      { merged_into: b.id },
    ]);
  });

  it('follows targets that are merged in their turn, and takes them apart again in any order', async () => {
    const [a, b, c] = [await create('Chain a'), await create('Chain b'), await create('Chain c')];
    const mail = addresses(a)[0];
    await merge(a.id, b.id);
    await merge(b.id, c.id);
    expect((await get(c.id)).merged.map((one: { name: string }) => one.name)).toEqual(['Chain a', 'Chain b']);
    expect(addresses(await get(c.id))).toHaveLength(3);
    const number = await openTicket({ email: mail });
    expect(await ticketsOf(c.id)).toEqual([number]);
    await undo(b.id);
    expect(addresses(await get(b.id))).toHaveLength(2);
    expect(addresses(await get(c.id))).toHaveLength(1);
    await merge(b.id, c.id);
    await undo(a.id);
    expect(addresses(await get(a.id))).toEqual([mail]);
    expect(addresses(await get(c.id))).toHaveLength(2);
  });

  it('ends two merges in opposite directions at once with exactly one', async () => {
    for (let round = 0; round < 5; round++) {
      const [a, b] = [await create('Left'), await create('Right')];
      const answers = await Promise.all([merge(a.id, b.id), merge(b.id, a.id)]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
      const pointers = [(await get(a.id)).merged_into, (await get(b.id)).merged_into];
      expect(pointers.filter((pointer) => pointer === null)).toHaveLength(1);
    }
  });

  it('makes changes stale that are based on the page before', async () => {
    const [a, b] = [await create('Stale a'), await create('Stale b')];
    await merge(a.id, b.id);
    const patch = (etag: string) =>
      test.request('PATCH', `/customers/${b.id}`, { body: { contacts: [] }, headers: { 'if-match': etag } });
    expect((await patch(b.etag)).status).toBe(412);
    const shown = await get(b.id);
    await undo(a.id);
    expect((await patch(shown.etag)).status).toBe(412);
    expect(addresses(await get(a.id))).toHaveLength(1);
  });

  it('leaves what the source brought at the source when the union is saved as it is shown', async () => {
    const [a, b] = [await create('Union a'), await create('Union b')];
    await merge(a.id, b.id);
    const before = await rows([a.id, b.id]);
    const shown = await get(b.id);
    const contacts = shown.contacts.map(({ kind, value, primary }: Record<string, unknown>) => ({
      kind,
      value,
      primary,
    }));
    const patch = (body: object, etag: string) =>
      test.request('PATCH', `/customers/${b.id}`, { body, headers: { 'if-match': etag } });
    const same = await patch({ contacts }, shown.etag);
    expect(same.body.etag).toBe(shown.etag);
    expect(await rows([a.id, b.id])).toEqual(before);

    const more = [...contacts, { kind: 'phone', value: '13600000000' }];
    const turned = more.map((one) => ({
      ...one,
      primary: one.kind === 'phone' || one.value === addresses(a)[0],
    }));
    const after = await patch({ contacts: turned }, shown.etag);
    expect(after.body.contacts[0]).toMatchObject({ value: addresses(a)[0], primary: true });
    await undo(a.id);
    expect(addresses(await get(a.id))).toEqual(addresses(a));
    expect(addresses(await get(b.id))).toEqual(['13600000000', ...addresses(b)]);
  });
});
