import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOn } from '../events/reader.ts';
import { sequenceAll } from '../events/sequencer.ts';
import { sweepDue } from '../obligations/sweep.ts';
import { type AddedUser, addTeam, addUnit, addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { change, open, post, reply } from '../tickets/testing/desk.ts';
import { followLedger } from './follow-ledger.ts';

let test: TestApp;
let [ann, bob, far]: AddedUser[] = [];
const tickets: number[] = [];
const minute = 60_000;
const by = (user: AddedUser | undefined) => user?.key ?? '';
const at = (moment: string) => test.clock.set(`2026-${moment}:00Z`);
const week = { from: '2026-03-02', to: '2026-03-04' };

/** A department of two on three days in March, counted by hand below. */
beforeAll(async () => {
  test = await startTestApp();
  at('02-27T09:00');
  const desk = await addTeam(test, { name: 'Desk' });
  const repairs = await addTeam(test, { name: 'Repairs' });
  ann = await addUser(test, { name: 'Ann', role: 'manager', team: desk });
  bob = await addUser(test, { name: 'Bob', role: 'manager', team: desk });
  far = await addUser(test, { name: 'Far', role: 'agent', unit: await addUnit(test) });
  const opened = async (moment: string, given: object = {}) => {
    at(moment);
    tickets.push(await open(test, { team_id: desk, channel: 'email', ...given }));
    return tickets.at(-1) ?? 0;
  };
  const resolved = async (
    number: number,
    moment: string,
    who: AddedUser | undefined,
    status = 'resolved',
  ) => {
    at(moment);
    expect((await change(test, number, { status }, by(who))).status).toBe(200);
  };
  const answered = async (number: number, moment: string, who: AddedUser | undefined) => {
    at(moment);
    expect((await reply(test, number, 'Like this.', by(who))).status).toBe(201);
  };
  const first = await opened('02-27T10:00');
  await answered(first, '02-27T10:30', ann);
  await resolved(first, '02-27T12:00', ann);
  const second = await opened('03-02T09:00', { channel: 'phone', as: by(ann) });
  await resolved(second, '03-02T09:20', ann); // told on the phone
  const third = await opened('03-02T10:00');
  await answered(third, '03-02T11:00', bob);
  await answered(third, '03-02T12:00', bob);
  await resolved(third, '03-02T14:00', bob);
  const fourth = await opened('03-03T09:00', { team_id: repairs });
  await resolved(third, '03-03T10:00', bob, 'open');
  await resolved(third, '03-03T11:00', ann);
  const fifth = await opened('03-04T09:00');
  await resolved(first, '03-04T09:30', ann, 'open');
  at('03-04T10:00');
  expect((await post(test, fifth, 'merge', { into: fourth })).status).toBe(201);
  at('03-05T08:00');
  await sweepDue(test.app, test.systemContext);
  await sequenceAll(test.app);
  while ((await readOn(test.app, test.systemContext, followLedger)) > 0);
});
afterAll(() => test.close());

async function get(path: string, query: Record<string, string> = {}, as = by(ann)) {
  const asked = new URLSearchParams({ ...week, ...query });
  return test.request('GET', `/figures${path}?${asked}`, { as });
}
async function figures(query: Record<string, string> = {}, as = by(ann)) {
  const { status, body } = await get('', query, as);
  expect(status).toBe(200);
  const items: { metric: string; value: number | null; before: number | null }[] = body.items;
  return Object.fromEntries(items.map(({ metric, value, before }) => [metric, [value, before]]));
}
async function split(metric: string, query: Record<string, string>) {
  const { status, body } = await get(`/${metric}`, query);
  expect(status).toBe(200);
  const items: { key: string | null; name: string | null; value: number | null; before: number | null }[] =
    body.items;
  return items.map(({ key, name, value, before }) => [name ?? key, value, before]);
}
async function rows(metric: string, query: Record<string, string> = {}, as = by(ann)) {
  const { status, body } = await get(`/${metric}/rows`, query, as);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.items.map((row: { ticket: { number: number } }) => tickets.indexOf(row.ticket.number) + 1);
}

describe('operating figures', () => {
  it('are what one counts by hand, beside the three days before', async () => {
    expect(await figures()).toEqual({
      received: [4, 1],
      answered: [2, 1],
      replies: [2, 1],
      solved: [3, 1],
      backlog: [2, 0],
      first_reply_median: [20 * minute, 30 * minute],
      first_reply_p90: [60 * minute, 30 * minute],
      first_reply_counted_median: [20 * minute, 30 * minute],
      first_reply_counted_p90: [60 * minute, 30 * minute],
      resolution_median: [20 * minute, null], // the one before did not stand
      resolution_p90: [300 * minute, null], // without the twenty hours for which it was solved
      resolution_counted_median: [20 * minute, null],
      resolution_counted_p90: [300 * minute, null],
      reopen_rate: [1 / 3, 1],
      kept_rate: [expect.closeTo(4 / 6), 1],
    });
  });

  it('say of the kept rate how each obligation went', async () => {
    expect(await figures({ obligation: 'first_reply' })).toMatchObject({
      kept_rate: [expect.closeTo(2 / 3), 1],
    });
    const { body } = await get('/kept_rate', { by: 'obligation' });
    const parts = body.items.map((item: { key: string; parts: object }) => [item.key, item.parts]);
    const beside = { waived: 0, cancelled: 0 };
    expect(Object.fromEntries(parts)).toEqual({
      first_reply: { kept: 2, late: 0, missed: 1, ...beside },
      resolution: { kept: 1, late: 0, missed: 0, ...beside }, // the other is due later by what it was solved for
      take_ownership: { kept: 1, late: 0, missed: 1, ...beside },
    });
  });

  it('say what was kept by queue, priority and month (wish 12)', async () => {
    for (const by of ['team', 'priority', 'month']) {
      const { status, body } = await get('/kept_rate', { by });
      expect(status).toBe(200);
      const sum = (name: string) =>
        body.items.reduce(
          (all: number, item: { parts: Record<string, number> }) => all + (item.parts[name] ?? 0),
          0,
        );
      expect([by, sum('kept'), sum('late'), sum('missed')]).toEqual([by, 4, 0, 2]);
      expect(body.items.every((item: { key: string | null }) => item.key !== null)).toBe(true);
    }
    const { body } = await get('/kept_rate', { by: 'priority' });
    const keys = body.items.map((item: { key: string }) => item.key);
    expect(keys.every((key: string) => ['low', 'normal', 'high', 'urgent'].includes(key))).toBe(true);
  });

  it('are split by time, with the days on which nothing happened', async () => {
    expect(await split('received', { by: 'day' })).toEqual([
      ['2026-03-02', 2, 1],
      ['2026-03-03', 1, 0],
      ['2026-03-04', 1, 0],
    ]);
    expect(await split('backlog', { by: 'day' })).toEqual([
      ['2026-03-02', 0, 0],
      ['2026-03-03', 1, 0],
      ['2026-03-04', 2, 0],
    ]);
    expect(await split('first_reply_median', { by: 'day' })).toEqual([
      ['2026-03-02', 20 * minute, 30 * minute],
      ['2026-03-03', null, null],
      ['2026-03-04', null, null],
    ]);
    expect(await split('solved', { by: 'month', from: '2026-02-01' })).toEqual([
      ['2026-02-01', 1, 0],
      ['2026-03-01', 3, 0],
    ]);
    expect(await split('solved', { by: 'week', from: '2026-02-25' })).toEqual([
      ['2026-02-25', 1, 0],
      ['2026-03-02', 3, 0],
    ]);
  });

  it('are split by what the tickets are, and by who did it', async () => {
    expect(await split('received', { by: 'channel' })).toEqual([
      ['email', 3, 1],
      ['phone', 1, 0],
    ]);
    expect(await split('received', { by: 'team' })).toEqual([
      ['Desk', 3, 1],
      ['Repairs', 1, 0],
    ]);
    expect(await split('solved', { by: 'person' })).toEqual([
      ['Ann', 2, 1],
      ['Bob', 1, 0],
    ]);
    expect(await split('backlog', { by: 'team' })).toEqual([
      ['Desk', 1, 0],
      ['Repairs', 1, 0],
    ]);
    expect(await split('received', { by: 'category' })).toEqual([[null, 4, 1]]);
  });

  it('look at one person, team or channel alone', async () => {
    expect(await figures({ person: 'me' })).toMatchObject({
      answered: [1, 1],
      replies: [0, 1],
      solved: [2, 1],
    });
    expect(await figures({ person: bob?.id ?? '' })).toMatchObject({ answered: [1, 0], replies: [2, 0] });
    expect(await figures({ channel: 'phone' })).toMatchObject({
      received: [1, 0],
      first_reply_p90: [20 * minute, null],
    });
    expect(await figures({ category: 'product' })).toMatchObject({
      received: [0, 0],
      reopen_rate: [null, null],
    });
  });

  it('open the rows that made them, the latest first, page by page', async () => {
    expect(await rows('received')).toEqual([5, 4, 3, 2]);
    expect(await rows('backlog')).toEqual([1, 4]);
    expect(await rows('backlog', { by: 'day', key: '2026-03-03' })).toEqual([4]);
    expect(await rows('solved', { by: 'person', key: ann?.id ?? '' })).toEqual([3, 2]);
    expect(await rows('reopen_rate', { part: 'for' })).toEqual([3]);
    expect(await rows('kept_rate', { part: 'against', obligation: 'first_reply' })).toEqual([4]);
    expect(await rows('received', { by: 'category' })).toEqual([5, 4, 3, 2]);
    const page = (await get('/received/rows', { limit: '3' })).body;
    expect(page.items).toHaveLength(3);
    expect(await rows('received', { limit: '3', cursor: page.next_cursor })).toEqual([2]);
  });

  it('hold only what the viewer may see', async () => {
    expect(await figures({}, by(far))).toMatchObject({
      received: [0, 0],
      backlog: [0, 0],
      kept_rate: [null, null],
    });
    expect(await rows('received', {}, by(far))).toEqual([]);
    await test.request('PUT', `/tickets/${tickets[3]}/watchers/${far?.id}`);
    expect(await rows('received', {}, by(far))).toEqual([4]);
    await test.request('DELETE', `/tickets/${tickets[3]}/watchers/${far?.id}`);
  });

  it('refuse a period that is none, and a split that makes no sense', async () => {
    const codes = async (path: string, query: Record<string, string>) =>
      (await get(path, query)).body.errors.map((error: { code: string }) => error.code);
    expect(await codes('', { to: '2026-03-01' })).toEqual(['period_reversed']);
    expect(await codes('', { from: '2026-03-06', to: '2026-03-07' })).toEqual(['period_to_come']);
    expect(await codes('', { from: '2020-01-01' })).toEqual(['period_too_long']);
    expect(await codes('/received', { by: 'obligation' })).toEqual(['split_of_obligations_only']);
    expect(await codes('/received/rows', { part: 'for' })).toEqual(['parts_of_rates_only']);
    expect(await codes('/received/rows', { by: 'day', key: '2026-03-09' })).toEqual(['no_such_group']);
  });

  it('say how far the ledger is ahead of them', async () => {
    expect((await get('')).body.period).toEqual({
      ...week,
      before: { from: '2026-02-27', to: '2026-03-01' },
      time_zone: 'UTC',
      behind: expect.any(Number),
    });
  });

  it('stand on the wallboard as they are today', async () => {
    const { body } = await test.request('GET', '/wallboard', { as: by(ann) });
    expect(body).toMatchObject({ received: 0, answered: 0, solved: 0, backlog: 2, overdue: 1 });
    expect(body.unowned).toBe(2);
    const soonest = body.soonest.map((ticket: { number: number }) => tickets.indexOf(ticket.number) + 1);
    expect([...soonest].sort()).toEqual([1, 4]);
  });
});
