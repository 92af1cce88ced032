import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AddedUser, addTeam, addUnit, addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { change, open, page, post, reply, tokenOf } from './testing/desk.ts';
import { rowOf } from './testing/twins.ts';

let test: TestApp;
let bo: AddedUser;
let cy: AddedUser;
const nobody = '019cadc6-9a80-7091-ad55-05bdf71b100c';
beforeAll(async () => {
  test = await startTestApp();
  bo = await addUser(test, { name: 'Bo' });
  cy = await addUser(test, { name: 'Cy' });
});
afterAll(() => test.close());

async function put(section: string, key: string, value: object): Promise<void> {
  const { status } = await test.request('PUT', `/configuration/${section}/${key}`, { body: { value } });
  expect(status).toBe(200);
}

describe('changing a ticket', () => {
  it('names the field that is wrong, and never fails on an id that leads nowhere', async () => {
    await put('fields', 'technician', { name: 'Technician', type: 'person', order: 1 });
    const number = await open(test);
    for (const [body, field] of [
      [{ assignee_id: nobody }, 'assignee_id'],
      [{ customer_id: nobody }, 'customer_id'],
      [{ fields: { technician: nobody } }, 'fields.technician'],
      [{ fields: { unheard_of: 'x' } }, 'fields.unheard_of'],
      [{ type: 'unheard_of' }, 'type'],
      [{ category: 'unheard_of' }, 'category'],
      [{ status: 'unheard_of' }, 'status'],
      [{ tags: ['a'], colour: 'red' }, 'colour'],
    ] as const) {
      const answer = await change(test, number, body);
      expect([answer.status, answer.body.errors?.[0].field], JSON.stringify(body)).toEqual([422, field]);
    }
    expect((await change(test, number, { fields: { technician: bo.id } })).body.fields).toEqual({
      technician: bo.id,
    });
  });

  it('answers 412 with the present state, 428 without If-Match, and nothing is half-saved', async () => {
    const number = await open(test);
    const { etag } = await page(test, number);
    await change(test, number, { subject: 'Newer' });
    const stale = await test.request('PATCH', `/tickets/${number}`, {
      headers: { 'if-match': etag },
      body: { subject: 'Older', tags: ['x'] },
    });
    expect(stale.status).toBe(412);
    const now = await page(test, number);
    expect(stale.body.current).toMatchObject({ subject: 'Newer', tags: [], etag: now.etag });
    expect((await test.request('PATCH', `/tickets/${number}`, { body: { subject: 'x' } })).status).toBe(428);
    expect((await change(test, number, { subject: 'Half', status: 'unheard_of' })).status).toBe(422);
    expect((await page(test, number)).subject).toBe('Newer');
  });

  it('is nothing, without an event, when nothing is different', async () => {
    const number = await open(test, { tags: ['a'] });
    const before = await page(test, number);
    test.clock.advance(5);
    await change(test, number, { subject: before.subject, add_tags: ['a'], status: 'new' });
    expect(await page(test, number)).toMatchObject({
      etag: before.etag,
      timeline: before.timeline,
      last_activity_at: before.last_activity_at,
    });
  });

  it('adds and takes away tags, a hundred at most', async () => {
    const number = await open(test, { tags: ['a', 'b'] });
    const { body } = await change(test, number, { add_tags: ['c', 'a'], remove_tags: ['b'] });
    expect(body.tags).toEqual(['a', 'c']);
    const many = (from: number) => Array.from({ length: 49 }, (_, index) => `t${from + index}`);
    await change(test, number, { add_tags: many(0) });
    await change(test, number, { add_tags: many(49) });
    const tooMany = await change(test, number, { add_tags: ['one more'] });
    expect(tooMany.body).toMatchObject({
      status: 422,
      errors: [{ field: 'add_tags', code: 'too_many_tags' }],
    });
    expect((await page(test, number)).tags).toHaveLength(100);
    expect((await change(test, number, { remove_tags: ['a'], add_tags: ['one more'] })).status).toBe(200);
  });

  it('does not unset what must be filled in', async () => {
    await put('fields', 'serial', {
      name: 'Serial',
      type: 'text',
      order: 2,
      required: true,
      types: ['problem'],
    });
    const missing = await test.request('POST', '/tickets', {
      body: { subject: 'S', body: 'B', type: 'problem', customer: { name: 'N' } },
    });
    expect(missing.body.errors[0]).toMatchObject({ field: 'fields.serial', code: 'field_required' });
    const { body } = await test.request('POST', '/tickets', {
      body: { subject: 'S', body: 'B', type: 'problem', customer: { name: 'N' }, fields: { serial: '1' } },
    });
    expect((await change(test, body.number, { fields: { serial: null } })).status).toBe(422);
  });

  it('keeps external numbers apart', async () => {
    const body = { subject: 'S', body: 'B', customer: { name: 'N' }, external_number: 'OLD-1' };
    const answers = await Promise.all([
      test.request('POST', '/tickets', { body }),
      test.request('POST', '/tickets', { body }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 422]);
    const refused = answers.find((answer) => answer.status === 422);
    expect(refused?.body.errors[0]).toMatchObject({
      field: 'external_number',
      code: 'external_number_taken',
    });
  });

  it('stays open for an assignee who could not see it otherwise', async () => {
    const elsewhere = await addUser(test, { unit: await addUnit(test) });
    const number = await open(test);
    const read = () => test.request('GET', `/tickets/${number}`, { as: elsewhere.key });
    expect((await read()).status).toBe(404);
    await change(test, number, { assignee_id: elsewhere.id });
    expect((await read()).body.may.write).toBe(true);
  });

  it('lets nobody assign who may not, neither here nor when opening', async () => {
    await put('roles', 'writer', {
      name: 'Writer',
      permissions: ['ticket.read', 'ticket.write', 'customer.read'],
      order: 9,
    });
    const writer = await addUser(test, { role: 'writer' });
    const number = await open(test);
    expect((await change(test, number, { assignee_id: bo.id }, writer.key)).status).toBe(403);
    expect((await change(test, number, { assignee_id: writer.id }, writer.key)).status).toBe(200);
    const opening = { subject: 'S', body: 'B', customer: { name: 'N' }, assignee_id: bo.id };
    expect((await test.request('POST', '/tickets', { as: writer.key, body: opening })).status).toBe(403);
  });

  it('is closed by the first-contact owner, or by whoever may change that (FCR-01)', async () => {
    const number = await open(test, { as: bo.key, channel: 'phone' });
    await change(test, number, { assignee_id: cy.id }, bo.key);
    await change(test, number, { status: 'resolved' }, cy.key);
    const refused = await change(test, number, { status: 'closed' }, cy.key);
    expect(refused.body).toMatchObject({ status: 409, code: 'close_by_owner_only', rule: 'FCR-01' });
    expect((await change(test, number, { status: 'closed' }, bo.key)).status).toBe(200);
    await change(test, number, { status: 'open' }, cy.key);
    expect((await change(test, number, { status: 'closed' })).status).toBe(200);
  });

  it('gives whoever closes a ticket that nobody owned its first contact, so that nothing stays owed', async () => {
    const number = await open(test);
    const { body } = await change(test, number, { status: 'closed' }, bo.key);
    expect(body.first_contact_owner.id).toBe(bo.id);
    expect(body.obligations.map((one: { state: string }) => one.state)).toEqual(['done', 'done', 'done']);
  });

  it('goes to the customer whom another record stands for, and shuts out the one who was here by mistake', async () => {
    const number = await open(test, { email: 'wrong@example.com' });
    const right = (await page(test, await open(test, { email: 'right@example.com' }))).customer.id;
    const double = (await page(test, await open(test, { email: 'double@example.com' }))).customer.id;
    const merged = await test.request('POST', `/customers/${double}/merge`, { body: { into: right } });
    expect(merged.status).toBeLessThan(300);
    const { body: link } = await post(test, number, 'customer-link');
    const read = () => test.request('GET', `/public/links/${tokenOf(link.url)}`, { as: null });
    expect((await read()).status).toBe(200);
    expect((await change(test, number, { customer_id: double })).body.customer.id).toBe(right);
    expect((await read()).status).toBe(404);
  });

  it('answers a customer at the address of the record that theirs was merged into', async () => {
    const { body } = await test.request('POST', '/tickets', {
      body: { subject: 'S', body: 'B', customer: { name: 'By phone', phone: '+34 600 000 001' } },
    });
    const by = (await page(test, body.number)).customer.id;
    const known = (await page(test, await open(test, { email: 'known@example.com' }))).customer.id;
    await test.request('POST', `/customers/${by}/merge`, { body: { into: known } });
    await reply(test, body.number, 'Found you');
    const mail = await test.app.db
      .selectFrom('outbox')
      .select('recipient_address')
      .where('body', 'like', 'Found you%')
      .execute();
    expect(mail).toEqual([{ recipient_address: 'known@example.com' }]);
  });

  it('ends a snooze when it is solved, and a snooze ends at its moment or with a message', async () => {
    const number = await open(test);
    const until = new Date(test.clock.now().getTime() + 3_600_000).toISOString();
    expect((await post(test, number, 'snooze', { until }, bo.key)).body.snoozed_until).toBe(until);
    expect((await change(test, number, { status: 'resolved' })).body.snoozed_until).toBeNull();
    expect((await post(test, number, 'snooze', { until })).body.code).toBe('ticket_ended');
    const past = new Date(test.clock.now().getTime() - 1).toISOString();
    expect((await post(test, await open(test), 'snooze', { until: past })).status).toBe(422);
  });

  it('is passed on with a reason that stays on its trail, and keeps its first-contact owner', async () => {
    const number = await open(test, { as: bo.key, channel: 'phone' });
    const team = await addTeam(test);
    const { body } = await post(test, number, 'transfer', { team_id: team, reason: 'Billing' }, bo.key);
    expect(body).toMatchObject({ team: { id: team }, assignee: null });
    expect((await rowOf(test, number)).first_contact_owner_id).toBe(bo.id);
    expect((await page(test, number)).timeline.at(-1)).toMatchObject({
      kind: 'ticket.transferred',
      payload: { reason: 'Billing' },
    });
    const again = await post(test, number, 'transfer', { team_id: team, reason: 'Again' });
    expect(again.body.code).toBe('transfer_to_same');
    expect((await post(test, number, 'transfer', { team_id: nobody, reason: 'x' })).status).toBe(422);
  });
});
