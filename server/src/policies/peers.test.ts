import { channels } from '@shouwen/api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sweepDue } from '../obligations/sweep.ts';
import { addTeam, addUser } from '../platform/testing/factories.ts';
import { all, type Desk, madrid, startDesk } from './testing/desk.ts';

// What departments have asked of their help desks for years where time is concerned, one test for each wish, through the
// product as it stands. The arithmetic alone is tested beside it, in packages/calendar and packages/obligations.

let desk: Desk;
let test: Desk['test'];
beforeEach(async () => {
  desk = await startDesk();
  test = desk.test;
});
afterEach(() => test.close());

const at = (time: string) => test.clock.set(madrid(time));
const week = (hours: string[]) => ({ mon: hours, tue: hours, wed: hours, thu: hours, fri: hours });
const calendar = (zone: string, hours: object, days: object[] = []) => ({
  name: 'Hours',
  order: 3,
  zone,
  hours: [{ from: null, week: hours }],
  closures: [],
  days,
  counts_for: { teams: [], units: [] },
});
/** When something of so many business minutes would be due on a calendar in force. */
async function due(key: string, start: string, minutes: number): Promise<string> {
  const body = { start, target: { business_minutes: minutes }, calendar: key };
  const answer = await test.request('POST', '/calendars/preview', { body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.due_at;
}

describe('waiting for the customer', () => {
  beforeEach(() => desk.policy('all', { owed: { resolution: { target: all(480) } } }));

  it('stops the resolution clock, and the ledger shows each pause (wish 1)', async () => {
    const number = await desk.openTicket();
    for (const [from, to] of [
      ['10:00', '11:00'],
      ['13:00', '15:00'],
    ]) {
      at(`2026-11-23T${from}`);
      await desk.change(number, { status: 'waiting' });
      expect(await desk.only(number, 'resolution')).toMatchObject({ state: 'paused', due_at: null });
      at(`2026-11-23T${to}`);
      await desk.change(number, { status: 'open' });
    }
    const resolution = await desk.only(number, 'resolution');
    expect(resolution.due_at).toBe(madrid('2026-11-24T12:00'));
    const { pauses, steps } = await desk.explained(number, resolution.id);
    expect(pauses.map(({ reason, from, to }: Record<string, string>) => [reason, from, to])).toEqual([
      ['waiting_for_customer', madrid('2026-11-23T10:00'), madrid('2026-11-23T11:00')],
      ['waiting_for_customer', madrid('2026-11-23T13:00'), madrid('2026-11-23T15:00')],
    ]);
    expect(steps.map(({ kind }: { kind: string }) => kind)).toEqual([
      'opened',
      'paused',
      'resumed',
      'paused',
      'resumed',
    ]);
  });

  it('for three business hours moves the due time by exactly these (wish 2)', async () => {
    const [paused, twin] = [await desk.openTicket(), await desk.openTicket()];
    at('2026-11-23T15:00');
    await desk.change(paused, { status: 'waiting' });
    at('2026-11-24T10:00'); // two hours on Monday, one on Tuesday
    await desk.change(paused, { status: 'open' });
    expect((await desk.only(twin, 'resolution')).due_at).toBe(madrid('2026-11-23T17:00'));
    expect((await desk.only(paused, 'resolution')).due_at).toBe(madrid('2026-11-24T12:00'));
  });

  it('from Friday 17:00 to Monday 10:00 credits one hour on a desk of 9 to 5 (wish 4)', async () => {
    at('2026-11-27T15:00');
    const number = await desk.openTicket();
    at('2026-11-27T17:00');
    await desk.change(number, { status: 'waiting' });
    at('2026-11-30T10:00');
    await desk.change(number, { status: 'open' });
    // two hours were used on Friday, and six are left
    expect((await desk.only(number, 'resolution')).due_at).toBe(madrid('2026-11-30T16:00'));
  });
});

describe('another target around a pause', () => {
  it('twice gives what one clean computation gives (wish 3)', async () => {
    const when = (type: string) => ({ field: 'type', is: type });
    await desk.policy('problems', { when: when('problem'), owed: { resolution: { target: all(120) } } });
    await desk.policy('complaints', { when: when('complaint'), owed: { resolution: { target: all(480) } } });
    await desk.policy('requests', { when: when('request'), owed: { resolution: { target: all(300) } } });
    const changed = await desk.openTicket({ type: 'problem' });
    const clean = await desk.openTicket({ type: 'request' });
    at('2026-11-23T10:00');
    for (const number of [changed, clean]) await desk.change(number, { status: 'waiting' });
    at('2026-11-23T10:30');
    await desk.change(changed, { type: 'complaint' });
    at('2026-11-23T11:00');
    for (const number of [changed, clean]) await desk.change(number, { status: 'open' });
    at('2026-11-23T11:30');
    await desk.change(changed, { type: 'request' });
    const dueOf = async (number: number) => (await desk.only(number, 'resolution')).due_at;
    expect(await dueOf(changed)).toBe(madrid('2026-11-23T15:00'));
    expect(await dueOf(clean)).toBe(madrid('2026-11-23T15:00'));
  });
});

describe('opening hours', () => {
  it('with a break for lunch count both halves of the day (wish 5)', async () => {
    await desk.put('calendars/split', calendar('Asia/Shanghai', week(['09:00-12:00', '13:00-18:00'])));
    const cases: [string, number, string][] = [
      ['2026-11-23T10:00:00+08:00', 120, '2026-11-23T12:00:00+08:00'],
      ['2026-11-23T10:00:00+08:00', 121, '2026-11-23T13:01:00+08:00'],
      ['2026-11-23T11:00:00+08:00', 120, '2026-11-23T14:00:00+08:00'],
      ['2026-11-27T17:30:00+08:00', 60, '2026-11-30T09:30:00+08:00'],
      ['2026-11-28T10:00:00+08:00', 1, '2026-11-30T09:01:00+08:00'],
    ];
    for (const [start, minutes, expected] of cases)
      expect(await due('split', start, minutes)).toBe(new Date(expected).toISOString());
  });

  it('run past midnight (wish 6)', async () => {
    const night = ['22:00-06:00'];
    await desk.put('calendars/night', calendar('Europe/Madrid', { ...week(night), sat: night, sun: night }));
    expect(await due('night', '2026-11-23T05:30:00+01:00', 60)).toBe(madrid('2026-11-23T22:30'));
    expect(await due('night', '2026-11-23T23:00:00+01:00', 120)).toBe(madrid('2026-11-24T01:00'));
  });

  it('may be others on one day: closed from noon on Christmas Eve (wish 7)', async () => {
    const eve = { day: '2026-12-24', hours: ['09:00-12:00'] };
    await desk.put('calendars/eve', calendar('Europe/Madrid', week(['09:00-17:00']), [eve]));
    expect(await due('eve', '2026-12-24T11:00:00+01:00', 120)).toBe(madrid('2026-12-25T10:00'));
  });
});

describe('a target that is missed', () => {
  it('is acted on within a minute: those above are told (wish 10)', async () => {
    const leader = await addUser(test, { name: 'Leader' });
    const owner = await addUser(test, { name: 'Owner', reportsTo: leader.id, team: desk.team });
    const escalate = [{ after_minutes: 0, to: 'leader_of_owner' }];
    await desk.policy('all', { owed: { resolution: { target: all(60), escalate } } });
    await desk.openTicket({ assignee_id: owner.id });
    at('2026-11-23T10:00'); // at the due instant it is still in time
    const sweep = () => sweepDue(test.app, test.systemContext);
    const told = () =>
      test.app.db
        .selectFrom('notification')
        .select('user_id')
        .where('kind', '=', 'obligation.escalated')
        .execute();
    await sweep();
    expect(await told()).toEqual([]);
    at('2026-11-23T10:01');
    await sweep();
    expect(await told()).toEqual([{ user_id: leader.id }]);
  });
});

describe('a contact of the customer', () => {
  const owed = { next_reply: { target: all(60) } };

  it('is a message on any channel (wish 11)', async () => {
    await desk.policy('all', { owed });
    for (const channel of channels) {
      const number = await desk.openTicket();
      await desk.reply(number);
      await desk.customerWrites(number, channel);
      expect((await desk.only(number, 'next_reply')).due_at, channel).toBe(madrid('2026-11-23T10:00'));
    }
  });

  it('is no more than the policy says (wish 11)', async () => {
    await desk.policy('all', { owed, contacts: ['phone'] });
    const number = await desk.openTicket();
    await desk.reply(number);
    await desk.customerWrites(number, 'chat');
    expect(await desk.owed(number, 'next_reply')).toEqual([]);
    await desk.customerWrites(number, 'phone');
    expect((await desk.only(number, 'next_reply')).state).toBe('open');
  });
});

describe('a second team', () => {
  it('inherits no clock that has nearly run out: it has its own (wish 13)', async () => {
    const second = await addTeam(test);
    await desk.policy('first', {
      when: { field: 'team', is: desk.team },
      owed: { team_time: { target: all(120) } },
    });
    await desk.policy('second', {
      when: { field: 'team', is: second },
      owed: { team_time: { target: all(240) } },
    });
    const number = await desk.openTicket();
    at('2026-11-23T10:50');
    const moved = await test.request('POST', `/tickets/${number}/transfer`, {
      body: { team_id: second, reason: 'Theirs' },
    });
    expect(moved.status, JSON.stringify(moved.body)).toBeLessThan(300);
    const [first, own] = await desk.owed(number, 'team_time');
    expect(first).toMatchObject({ state: 'done', outcome: 'kept' });
    expect(own).toMatchObject({ state: 'open', due_at: madrid('2026-11-23T14:50') });
  });
});
