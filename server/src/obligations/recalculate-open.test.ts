import type { CalendarValue } from '@shouwen/api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addTeam } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp, TestClock } from '../platform/testing/test-app.ts';
import { recalculateOpen } from './recalculate-open.ts';
import { verifyObligations } from './verify-obligations.ts';

let test: TestApp;
let desk: string;
beforeEach(async () => {
  // a Monday at 10:00 in Madrid
  test = await startTestApp({ clock: new TestClock(new Date('2026-11-23T09:00:00Z')) });
  desk = await addTeam(test);
  await put('front_desk', { ...calendar, counts_for: { teams: [desk], units: [] } });
  await putTargets({ business_minutes: 240 });
});
afterEach(() => test.close());

const nine = ['09:00-17:00'];
const calendar: CalendarValue = {
  name: 'Front desk',
  order: 2,
  zone: 'Europe/Madrid',
  hours: [{ from: null, week: { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine } }],
  closures: [],
  days: [],
  counts_for: { teams: [], units: [] },
};
const halfDay = { ...calendar, days: [{ day: '2026-11-23', hours: ['09:00-12:00'] }] };

async function put(key: string, value: object): Promise<void> {
  const { status, body } = await test.request('PUT', `/configuration/calendars/${key}`, { body: { value } });
  expect(status, JSON.stringify(body)).toBe(200);
}
async function putTargets(target: object): Promise<void> {
  const { body } = await test.request('GET', '/configuration');
  const { value } = body.entries.find((entry: { key: string }) => entry.key === 'resolution');
  const all = { low: target, normal: target, high: target, urgent: target };
  const changed = { ...value, target: { default: all } };
  const answer = await test.request('PUT', '/configuration/obligations/resolution', {
    body: { value: changed },
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}
async function openTicket(team = desk): Promise<number> {
  const { body } = await test.request('POST', '/tickets', {
    body: { subject: 'Router', body: 'No light.', customer: { name: 'Ana' }, team_id: team },
  });
  return body.number;
}
const ticket = async (number: number) => (await test.request('GET', `/tickets/${number}`)).body;
async function resolution(number: number) {
  const { obligations } = await ticket(number);
  return obligations.find((one: { kind: string }) => one.kind === 'resolution');
}
async function explained(number: number) {
  const { id } = await resolution(number);
  return (await test.request('GET', `/tickets/${number}/obligations/${id}/explain`)).body;
}
const recalculate = () => recalculateOpen(test.app, test.systemContext);
async function problems(): Promise<string[]> {
  const found: string[] = [];
  await verifyObligations(test.app.db, test.app.org, test.clock.now(), (what) => found.push(what));
  return found;
}

describe('the calendar of a team', () => {
  it('counts what is owed on its tickets, and the explanation shows the sum', async () => {
    const number = await openTicket();
    expect((await resolution(number)).due_at).toBe('2026-11-23T13:00:00.000Z');
    const told = await explained(number);
    expect(told.calendar).toEqual({ key: 'front_desk', zone: 'Europe/Madrid' });
    expect(told.targets).toMatchObject([
      { target: { business_minutes: 240 }, minutes: 240, counts: 'business' },
    ]);
    expect(told.intervals).toMatchObject([{ kind: 'counted', ms: 240 * 60_000 }]);
  });

  it('is another one after a transfer to a team that has none', async () => {
    const number = await openTicket();
    const elsewhere = await addTeam(test);
    const moved = await test.request('POST', `/tickets/${number}/transfer`, {
      body: { team_id: elsewhere, reason: 'Theirs' },
    });
    expect(moved.status, JSON.stringify(moved.body)).toBeLessThan(300);
    const told = await explained(number);
    expect(told.calendar).toEqual({ key: 'always_open', zone: 'UTC' });
  });

  it('ends business days when it closes', async () => {
    await putTargets({ business_days: 2 });
    expect((await resolution(await openTicket())).due_at).toBe('2026-11-25T16:00:00.000Z');
  });
});

describe('a correction of a calendar', () => {
  it('applies at once to everything open, each with one step, and to nothing that has ended', async () => {
    const [open, done] = [await openTicket(), await openTicket()];
    await test.request('PATCH', `/tickets/${done}`, {
      body: { status: 'resolved' },
      headers: { 'if-match': '*' },
    });
    const before = await resolution(done);
    await put('front_desk', { ...halfDay, counts_for: { teams: [desk], units: [] } });
    expect(await recalculate()).toBe(1);
    expect((await resolution(open)).due_at).toBe('2026-11-24T10:00:00.000Z');
    expect((await ticket(open)).next_due_at).toBeDefined();
    expect(await resolution(done)).toEqual(before);
    const { steps } = await explained(open);
    expect(steps.map(({ kind }: { kind: string }) => kind)).toEqual(['opened', 'recalculated']);
    expect(steps[1].detail).toMatchObject({
      calendar: 'front_desk',
      due_before: '2026-11-23T13:00:00.000Z',
      due_after: '2026-11-24T10:00:00.000Z',
    });
    expect(await problems()).toEqual([]);
  });

  it('is carried out once, however many do it at the same time and however often', async () => {
    const numbers: number[] = [];
    for (let n = 0; n < 12; n += 1) numbers.push(await openTicket());
    await put('front_desk', { ...halfDay, counts_for: { teams: [desk], units: [] } });
    const counts = await Promise.all([recalculate(), recalculate(), recalculate(), recalculate()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(12);
    expect(await recalculate()).toBe(0);
    const events = await test.app.db
      .selectFrom('event')
      .select('subject_id')
      .where('kind', '=', 'obligation.recalculated')
      .execute();
    expect(new Set(events.map((event) => event.subject_id)).size).toBe(12);
    expect(events).toHaveLength(12);
    expect(await problems()).toEqual([]);
  });

  it('that changes no due moment leaves no step', async () => {
    const number = await openTicket();
    const later = { ...calendar, days: [{ day: '2027-01-06', hours: [] }] };
    await put('front_desk', { ...later, counts_for: { teams: [desk], units: [] } });
    expect(await recalculate()).toBe(0);
    expect((await explained(number)).steps).toHaveLength(1);
    expect(await problems()).toEqual([]);
  });

  it('reaches what was resolved meanwhile when it is taken up again', async () => {
    const number = await openTicket();
    const change = (status: string) =>
      test.request('PATCH', `/tickets/${number}`, { body: { status }, headers: { 'if-match': '*' } });
    await change('resolved');
    await put('front_desk', { ...halfDay, counts_for: { teams: [desk], units: [] } });
    await recalculate();
    await change('open');
    expect((await resolution(number)).due_at).toBe('2026-11-24T10:00:00.000Z');
    expect(await problems()).toEqual([]);
  });

  it('follows when a calendar begins to count for a team', async () => {
    const elsewhere = await addTeam(test);
    const number = await openTicket(elsewhere);
    await put('front_desk', { ...calendar, counts_for: { teams: [desk, elsewhere], units: [] } });
    await recalculate();
    expect((await explained(number)).calendar.key).toBe('front_desk');
    expect(await problems()).toEqual([]);
  });
});
