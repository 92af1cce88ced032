import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AddedUser, addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';

let test: TestApp;
let bo: AddedUser;
beforeAll(async () => {
  test = await startTestApp();
  bo = await addUser(test, { name: 'Bo' });
});
afterAll(() => test.close());

const told = async (query = '', as = bo.key) =>
  (await test.request('GET', `/notifications?limit=50${query}`, { as })).body;
const read = (body: object, as = bo.key) => test.request('POST', '/notifications/read', { as, body });
async function assigned(subject: string): Promise<number> {
  test.clock.advance(1);
  const { body } = await test.request('POST', '/tickets', {
    body: { subject, body: 'B', customer: { name: 'Wei' }, assignee_id: bo.id },
  });
  return body.number;
}

describe('what somebody was told', () => {
  it('is listed newest first, with who did it and on which ticket, page by page', async () => {
    const numbers = [await assigned('One'), await assigned('Two'), await assigned('Three')];
    const all = await told();
    expect(all.unread).toBe(3);
    expect(all.items.map((one: { ticket: { number: number } }) => one.ticket.number)).toEqual(
      [...numbers].reverse(),
    );
    expect(all.items[0]).toMatchObject({
      kind: 'ticket.assigned',
      read_at: null,
      actor: { kind: 'user', name: expect.any(String) },
      ticket: { subject: 'Three' },
    });
    const first = (await test.request('GET', '/notifications?limit=2', { as: bo.key })).body;
    const rest = await told(`&cursor=${first.next_cursor}`);
    expect([...first.items, ...rest.items]).toEqual(all.items);
    expect((await told('', test.admin.key)).items).toEqual([]);
  });

  it('is read by choice, up to a moment, or by reading the ticket, and by nobody else', async () => {
    const [a, b] = [await assigned('Four'), await assigned('Five')];
    const [five, four] = (await told()).items;
    await read({ ids: [five.id] }, test.admin.key);
    expect((await told()).unread).toBe(5);
    expect((await read({ ids: [five.id] })).status).toBe(204);
    expect((await told()).unread).toBe(4);
    await test.request('PUT', `/tickets/${a}/read`, {
      as: bo.key,
      body: { seen: test.clock.now().toISOString() },
    });
    const left = await told('&unread=true');
    expect(left.items).toHaveLength(3);
    expect(left.items.map((one: { id: string }) => one.id)).not.toContain(four.id);
    await read({ up_to: test.clock.now().toISOString() });
    expect(await told('&unread=true')).toMatchObject({ items: [], unread: 0 });
    expect((await told()).items.find((one: { id: string }) => one.id === five.id).ticket.number).toBe(b);
  });

  it('says nothing of a ticket, nor of its customer, that has left one’s sight', async () => {
    const apart = await addUser(test, { name: 'Apart', role: null });
    const number = await assigned('Six');
    await test.request('PATCH', `/tickets/${number}`, {
      headers: { 'if-match': '*' },
      body: { assignee_id: apart.id },
    });
    const { body: link } = await test.request('POST', `/tickets/${number}/customer-link`, { body: {} });
    const token = String(link.url).split('/t/')[1];
    await test.request('POST', `/public/links/${token}/messages`, { as: null, body: { body: 'Hello?' } });
    const customer = { kind: 'customer', name: 'Wei' };
    expect((await told('', apart.key)).items[0]).toMatchObject({ actor: customer, ticket: { number } });
    await test.request('PATCH', `/tickets/${number}`, {
      headers: { 'if-match': '*' },
      body: { assignee_id: bo.id },
    });
    expect((await told('', apart.key)).items[0]).toMatchObject({
      actor: { kind: 'customer', name: null },
      ticket: null,
    });
  });
});
