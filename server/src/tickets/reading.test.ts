import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AddedUser, addUnit, addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { change, open, page } from './testing/desk.ts';

let test: TestApp;
let bo: AddedUser;
beforeAll(async () => {
  test = await startTestApp();
  bo = await addUser(test, { name: 'Bo' });
});
afterAll(() => test.close());

const read = async (number: number, seen?: string, as = bo.key) =>
  test.request('PUT', `/tickets/${number}/read`, {
    as,
    body: { seen: seen ?? (await page(test, number)).last_activity_at },
  });
const unread = async (number: number, as = bo.key): Promise<boolean> =>
  (await test.request('GET', '/tickets?limit=200', { as })).body.items.find(
    (row: { number: number }) => row.number === number,
  ).unread;

describe('a ticket', () => {
  it('is unread until somebody has read it, and again when something more happens, for each their own way', async () => {
    test.clock.advance(1);
    const number = await open(test);
    expect(await unread(number)).toBe(true);
    expect((await read(number)).status).toBe(204);
    expect(await unread(number)).toBe(false);
    expect(await unread(number, test.admin.key)).toBe(true);
    test.clock.advance(1);
    await test.request('POST', `/tickets/${number}/messages`, { body: { kind: 'note', body: 'More' } });
    expect(await unread(number)).toBe(true);
    await read(number);
    expect((await test.request('DELETE', `/tickets/${number}/read`, { as: bo.key })).status).toBe(204);
    expect(await unread(number)).toBe(true);
  });

  it('says on its page up to where the viewer has read it', async () => {
    const number = await open(test);
    const readUntil = async (as: string) =>
      (await test.request('GET', `/tickets/${number}`, { as })).body.read_until;
    expect(await readUntil(bo.key)).toBeNull();
    await read(number);
    expect(await readUntil(bo.key)).toBe((await page(test, number)).last_activity_at);
    expect(await readUntil(test.admin.key)).toBeNull();
  });

  it('stays read as far as it was, whatever an older window says, and never further than it went', async () => {
    const number = await open(test);
    const { last_activity_at: first } = await page(test, number);
    test.clock.advance(1);
    await change(test, number, { add_tags: ['x'] });
    await read(number);
    await read(number, first);
    expect(await unread(number)).toBe(false);
    await read(number, '2099-01-01T00:00:00Z');
    test.clock.advance(1);
    await change(test, number, { add_tags: ['y'] });
    expect(await unread(number)).toBe(true);
  });

  it('that is solved, or rested since before somebody came, is not new to them', async () => {
    test.clock.advance(1);
    const [old, solved] = [await open(test), await open(test)];
    await change(test, solved, { status: 'resolved' });
    expect([await unread(old), await unread(solved)]).toEqual([true, false]);
    test.clock.advance(1);
    const late = await addUser(test, { name: 'Late' });
    expect(await unread(old, late.key)).toBe(false);
  });

  it('that was read is not made unread by what one does to many, nor by taking it back', async () => {
    const [seen, fresh] = [await open(test), await open(test)];
    await read(seen);
    test.clock.advance(1);
    const { body } = await test.request('POST', '/tickets/bulk', {
      as: bo.key,
      body: { numbers: [seen, fresh], action: { add_tags: ['bulk'] } },
    });
    expect([await unread(seen), await unread(fresh)]).toEqual([false, true]);
    test.clock.advance(1);
    await test.request('POST', `/tickets/bulk/${body.undo.id}/undo`, { as: bo.key });
    expect([await unread(seen), await unread(fresh)]).toEqual([false, true]);
  });

  it('stands among those read last, newest first, for as long as one may see it', async () => {
    const ann = await addUser(test, { name: 'Ann', unit: await addUnit(test) });
    const numbers: number[] = [];
    for (let n = 0; n < 3; n++) {
      test.clock.advance(1);
      numbers.push(await open(test, { assignee_id: ann.id }));
      await read(numbers[n] ?? 0, undefined, ann.key);
    }
    const recent = async () =>
      (await test.request('GET', '/me/recent-tickets', { as: ann.key })).body.items.map(
        (row: { number: number }) => row.number,
      );
    expect(await recent()).toEqual([...numbers].reverse());
    test.clock.advance(1);
    await read(numbers[0] ?? 0, undefined, ann.key);
    expect((await recent())[0]).toBe(numbers[0]);
    await test.app.db
      .updateTable('ticket')
      .set({ assignee_id: null, first_contact_owner_id: null })
      .where('number', '=', numbers[0] ?? 0)
      .execute();
    expect(await recent()).not.toContain(numbers[0]);
  });
});

describe('preferences', () => {
  it('are kept for each person by key', async () => {
    const put = (value: string, as = bo.key) =>
      test.request('PUT', '/me/preferences/pane.list', { as, body: { value } });
    expect((await put('300')).status).toBe(204);
    await put('320');
    await put('400', test.admin.key);
    const mine = await test.request('GET', '/me/preferences', { as: bo.key });
    expect(mine.body.items).toEqual([{ key: 'pane.list', value: '320' }]);
  });
});
