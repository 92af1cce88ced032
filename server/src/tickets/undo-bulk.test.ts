import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AddedUser, addTeam, addUnit, addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { open, page } from './testing/desk.ts';

let test: TestApp;
let bo: AddedUser;
beforeAll(async () => {
  test = await startTestApp();
  bo = await addUser(test, { name: 'Bo' });
});
afterAll(() => test.close());

const rowOf = (number: number) =>
  test.app.db.selectFrom('ticket').selectAll().where('number', '=', number).executeTakeFirstOrThrow();
const bulk = async (numbers: number[], action: object, as = bo.key) =>
  (await test.request('POST', '/tickets/bulk', { as, body: { numbers, action } })).body;
const undo = (id: string, as = bo.key) => test.request('POST', `/tickets/bulk/${id}/undo`, { as });
const state = async (number: number) => {
  const { version: _, last_activity_at: __, ...rest } = await rowOf(number);
  return rest;
};

describe('a bulk change', () => {
  it('is taken back: every ticket is what it was, moments and owners included', async () => {
    const [a, b] = [await open(test), await open(test, { tags: ['old'] })];
    const before = [await state(a), await state(b)];
    test.clock.advance(1);
    const done = await bulk([a, b], {
      status: 'resolved',
      assignee_id: bo.id,
      importance: 'high',
      urgency: 'high',
      add_tags: ['x'],
      remove_tags: ['old'],
    });
    expect(done.undo.until).toBe(new Date(test.clock.now().getTime() + 600_000).toISOString());
    expect(await rowOf(b)).toMatchObject({ status_category: 'resolved', tags: ['x'] });
    test.clock.advance(10);
    const { status, body } = await undo(done.undo.id);
    expect(status).toBe(200);
    expect(body.results).toEqual([a, b].map((number) => ({ number, ok: true, problem: null })));
    const due = ['next_due_at', 'next_due_kind', 'overdue'] as const;
    const plain = (row: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(row).filter(([key]) => !due.some((each) => each === key)));
    expect([await state(a), await state(b)].map(plain)).toEqual(before.map(plain));
    expect((await page(test, a)).timeline.at(-1)).toMatchObject({
      kind: 'ticket.change_undone',
      data: { bulk: done.undo.id },
    });
  });

  it('opens the due times again that it had ended', async () => {
    const number = await open(test);
    const owed = async () => {
      const { obligations } = await page(test, number);
      return obligations.find((one: { kind: string }) => one.kind === 'resolution').state;
    };
    const before = await owed();
    const { undo: way } = await bulk([number], { status: 'resolved' });
    expect(await owed()).not.toBe(before);
    await undo(way.id);
    expect(await owed()).toBe(before);
  });

  it('leaves alone what somebody has changed since, and says so', async () => {
    const [a, b, c] = [await open(test), await open(test), await open(test)];
    const { undo: way } = await bulk([a, b, c], { add_tags: ['mine'] });
    const headers = { 'if-match': '*' };
    await test.request('PATCH', `/tickets/${a}`, { headers, body: { add_tags: ['theirs'] } });
    await test.request('PATCH', `/tickets/${b}`, { headers, body: { subject: 'Another subject' } });
    const { body } = await undo(way.id);
    expect(body.results).toEqual([
      { number: a, ok: false, problem: expect.stringContaining('Changed since') },
      { number: b, ok: true, problem: null },
      { number: c, ok: true, problem: null },
    ]);
    expect((await rowOf(a)).tags).toEqual(['mine', 'theirs']);
    expect(await rowOf(b)).toMatchObject({ tags: [], subject: 'Another subject' });
  });

  it('is taken back once, for ten minutes, and by whoever made it', async () => {
    const number = await open(test);
    const { undo: first } = await bulk([number], { add_tags: ['once'] });
    expect((await undo(first.id, test.admin.key)).status).toBe(404);
    expect((await undo(first.id)).status).toBe(200);
    expect((await undo(first.id)).body.code).toBe('bulk_undone_already');
    const { undo: second } = await bulk([number], { add_tags: ['twice'] });
    test.clock.advance(10.5);
    expect((await undo(second.id)).body.code).toBe('bulk_undo_late');
    await bulk([number], { add_tags: ['thrice'] });
    expect((await undo(second.id)).status).toBe(404); // what tickets were is kept no longer
  });

  it('that changed nothing has nothing to take back', async () => {
    const number = await open(test, { tags: ['there'] });
    expect((await bulk([number, 999_999], { add_tags: ['there'] })).undo).toBeNull();
  });

  it('that transferred and merged is taken back too, also when the ticket had left one’s sight', async () => {
    const units = [await addUnit(test, { name: 'Far' }), await addUnit(test, { name: 'Here' })] as const;
    const [far, near] = [await addTeam(test, { unit: units[0] }), await addTeam(test, { unit: units[1] })];
    const ann = await addUser(test, { name: 'Ann', unit: units[1], team: near, role: 'team_lead' });
    const [a, b, into] = [
      await open(test, { team_id: near }),
      await open(test, { team_id: near }),
      await open(test, { team_id: near }),
    ];
    const sent = await bulk([a, b], { transfer: { team_id: far, reason: 'Theirs' } }, ann.key);
    expect(sent.results.every((one: { ok: boolean }) => one.ok)).toBe(true);
    expect((await test.request('GET', `/tickets/${a}`, { as: ann.key })).status).toBe(404);
    expect((await undo(sent.undo.id, ann.key)).body.results).toMatchObject([{ ok: true }, { ok: true }]);
    expect((await test.request('GET', `/tickets/${a}`, { as: ann.key })).body.team.id).toBe(near);
    const merged = await bulk([a, b], { merge_into: into }, test.admin.key);
    expect((await rowOf(a)).merged_into_id).not.toBeNull();
    expect((await undo(merged.undo.id, test.admin.key)).body.results).toMatchObject([
      { ok: true },
      { ok: true },
    ]);
    expect((await rowOf(a)).merged_into_id).toBeNull();
  });
});
