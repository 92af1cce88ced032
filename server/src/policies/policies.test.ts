import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addTeam } from '../platform/testing/factories.ts';
import { all, type Desk, everything, madrid, startDesk } from './testing/desk.ts';

let desk: Desk;
let test: Desk['test'];
beforeEach(async () => {
  desk = await startDesk();
  test = desk.test;
});
afterEach(() => test.close());

describe('a service policy', () => {
  it('selects by its condition, the first in order that holds', async () => {
    await desk.policy('complaints', {
      order: 1,
      when: { field: 'type', is: 'complaint' },
      owed: { resolution: { target: all(120) } },
    });
    await desk.policy('rest', { order: 2, owed: { resolution: { target: all(480) } } });
    expect((await desk.only(await desk.openTicket({ type: 'complaint' }), 'resolution')).due_at).toBe(
      madrid('2026-11-23T11:00'),
    );
    expect((await desk.only(await desk.openTicket(), 'resolution')).due_at).toBe(madrid('2026-11-23T17:00'));
  });

  it('that is off, or whose condition does not hold, leaves the kinds as they are', async () => {
    await desk.policy('off', { active: false, owed: { resolution: { target: all(60) } } });
    await desk.policy('urgent', {
      when: { field: 'channel', is: 'chat' },
      owed: { resolution: { target: all(60) } },
    });
    expect((await desk.only(await desk.openTicket(), 'resolution')).due_at).toBe('2026-11-25T08:00:00.000Z');
  });

  it('may say that a kind is not owed, and opens what is owed by policy only', async () => {
    await desk.policy('short', { owed: { first_reply: null, team_time: { target: all(60) } } });
    const number = await desk.openTicket();
    expect(await desk.owed(number, 'first_reply')).toEqual([]);
    expect((await desk.only(number, 'team_time')).due_at).toBe(madrid('2026-11-23T10:00'));
  });

  it('is refused with a condition that cannot be asked, and a kind or calendar that there is not', async () => {
    const field = async (value: object) =>
      (await desk.put('policies/x', { ...everything, ...value }, 422)).errors[0].field;
    expect(await field({ when: { field: 'status', is: 'open' } })).toBe('value.when.field');
    expect(await field({ calendar: 'nowhere' })).toBe('value.calendar');
    expect(await field({ owed: { nothing: null } })).toBe('value.owed');
    const gone = { on: { date: '2026-02-30' } };
    const target = { low: gone, normal: gone, high: gone, urgent: gone };
    expect(await field({ owed: { resolution: { target } } })).toBe(
      'value.owed.resolution.target.default.low',
    );
  });

  it('selects anew when type, team or tags change, keeping what was consumed and paused', async () => {
    await desk.policy('complaints', {
      when: { field: 'type', is: 'complaint' },
      owed: { resolution: { target: all(300) } },
    });
    await desk.policy('rest', { order: 2, owed: { resolution: { target: all(120) } } });
    const number = await desk.openTicket();
    test.clock.set(madrid('2026-11-23T10:00'));
    await desk.change(number, { status: 'waiting' });
    test.clock.set(madrid('2026-11-23T11:00'));
    await desk.change(number, { status: 'open' });
    await desk.change(number, { type: 'complaint' });
    const resolution = await desk.only(number, 'resolution');
    expect(resolution.due_at).toBe(madrid('2026-11-23T15:00')); // row 23 of the worked rows
    const { steps, pauses, policy_version } = await desk.explained(number, resolution.id);
    expect(steps.map(({ kind }: { kind: string }) => kind)).toEqual([
      'opened',
      'paused',
      'resumed',
      'retargeted',
    ]);
    expect(steps[3].detail).toMatchObject({ policy: 'complaints', policy_version });
    expect(pauses).toHaveLength(1);
    expect(await desk.problems()).toEqual([]);
  });

  it('that holds only now opens what it asks for from the start, with the pauses since', async () => {
    await desk.policy('tagged', {
      when: { field: 'tags', contains: 'contract' },
      owed: { resolution: { target: all(300) } },
    });
    await desk.policy('rest', { order: 2, owed: { resolution: null } });
    const number = await desk.openTicket();
    test.clock.set(madrid('2026-11-23T10:00'));
    await desk.change(number, { status: 'waiting' });
    test.clock.set(madrid('2026-11-23T11:00'));
    await desk.change(number, { status: 'open' });
    await desk.change(number, { tags: ['contract'] });
    const resolution = await desk.only(number, 'resolution');
    expect(resolution.due_at).toBe(madrid('2026-11-23T15:00'));
    await desk.change(number, { tags: [] });
    expect((await desk.only(number, 'resolution')).state).toBe('cancelled');
    await desk.change(number, { tags: ['contract'] });
    const again = (await desk.owed(number, 'resolution')).find(({ state }) => state === 'open');
    expect(again?.due_at).toBe(madrid('2026-11-23T15:00'));
    expect(await desk.problems()).toEqual([]);
  });
});

describe("a customer's tier", () => {
  it('decides when the ticket opens, and again when it changes, also after a pause', async () => {
    await desk.policy('key', {
      when: { field: 'customer_tier', is: 'key' },
      owed: { resolution: { target: all(120) } },
    });
    await desk.policy('rest', { order: 2, owed: { resolution: { target: all(300) } } });
    const { body: customer } = await test.request('POST', '/customers', {
      body: { name: 'Wei', contacts: [{ kind: 'email', value: 'wei@example.com' }] },
    });
    const from = { customer: { email: 'wei@example.com' } };
    const number = await desk.openTicket(from);
    expect((await desk.only(number, 'resolution')).due_at).toBe(madrid('2026-11-23T14:00'));
    test.clock.set(madrid('2026-11-23T10:00'));
    await desk.change(number, { status: 'waiting' });
    test.clock.set(madrid('2026-11-23T10:30'));
    await desk.change(number, { status: 'open' });
    const promoted = await test.request('PATCH', `/customers/${customer.id}`, {
      body: { tier: 'key' },
      headers: { 'if-match': '*' },
    });
    expect(promoted.status, JSON.stringify(promoted.body)).toBe(200);
    expect((await desk.only(number, 'resolution')).due_at).toBe(madrid('2026-11-23T11:30'));
    expect((await desk.only(await desk.openTicket(from), 'resolution')).due_at).toBe(
      madrid('2026-11-23T12:30'),
    );
    expect(await desk.problems()).toEqual([]);
  });

  it('that there is not is refused, and one that a customer has stays', async () => {
    const unknown = await test.request('POST', '/customers', { body: { name: 'Wei', tier: 'gold' } });
    expect(unknown.body.errors[0].field).toBe('tier');
    await desk.put('tiers/gold', { name: 'Gold', order: 2 });
    const known = await test.request('POST', '/customers', { body: { name: 'Wei', tier: 'gold' } });
    expect(known.body.tier).toBe('gold');
    expect((await test.request('DELETE', '/configuration/tiers/gold')).status).toBe(409);
  });
});

describe('a version of what is owed', () => {
  it('is pinned when the ticket opens: a change counts for new tickets, and later changes of the ticket select inside it', async () => {
    await desk.policy('rest', { owed: { resolution: { target: all(120) } } });
    const number = await desk.openTicket();
    await desk.policy('rest', { owed: { resolution: { target: all(480) } } });
    await desk.change(number, { importance: 'high' });
    await desk.change(number, { type: 'complaint' });
    expect((await desk.only(number, 'resolution')).due_at).toBe(madrid('2026-11-23T11:00'));
    expect((await desk.only(await desk.openTicket(), 'resolution')).due_at).toBe(madrid('2026-11-23T17:00'));
  });
});

describe('the next reply', () => {
  beforeEach(() => desk.policy('rest', { owed: { next_reply: { target: all(60) } } }));

  it('is owed from the oldest message that waits; further ones do not move it; an answer ends it', async () => {
    const number = await desk.openTicket();
    await desk.customerWrites(number); // the first reply is still owed
    expect(await desk.owed(number, 'next_reply')).toEqual([]);
    await desk.reply(number);
    test.clock.set(madrid('2026-11-23T10:00'));
    await desk.customerWrites(number);
    test.clock.set(madrid('2026-11-23T10:30'));
    await desk.customerWrites(number);
    expect((await desk.only(number, 'next_reply')).due_at).toBe(madrid('2026-11-23T11:00'));
    await desk.reply(number);
    expect(await desk.only(number, 'next_reply')).toMatchObject({ state: 'done', outcome: 'kept' });
    expect(await desk.problems()).toEqual([]);
  });

  it('begins with a message on a channel that the policy counts, and with no other', async () => {
    await desk.policy('rest', { contacts: ['email', 'phone'], owed: { next_reply: { target: all(60) } } });
    const number = await desk.openTicket();
    await desk.reply(number);
    await desk.customerWrites(number, 'social');
    expect(await desk.owed(number, 'next_reply')).toEqual([]);
    await desk.customerWrites(number, 'phone');
    expect((await desk.only(number, 'next_reply')).due_at).toBe(madrid('2026-11-23T10:00'));
  });
});

describe('the progress update', () => {
  it('is owed since the last answer, again and again, until the request is solved', async () => {
    await desk.policy('rest', { owed: { progress_update: { target: all(120) } } });
    const number = await desk.openTicket();
    expect(await desk.owed(number, 'progress_update')).toEqual([]);
    await desk.reply(number);
    expect((await desk.only(number, 'progress_update')).due_at).toBe(madrid('2026-11-23T11:00'));
    test.clock.set(madrid('2026-11-23T10:00'));
    await desk.reply(number);
    const open = (await desk.owed(number, 'progress_update')).find(({ state }) => state === 'open');
    expect(open?.due_at).toBe(madrid('2026-11-23T12:00'));
    await desk.change(number, { status: 'resolved' });
    const after = await desk.owed(number, 'progress_update');
    expect(after.map(({ state, outcome }) => [state, outcome])).toEqual([
      ['done', 'kept'],
      ['done', 'kept'],
    ]);
    expect(await desk.problems()).toEqual([]);
  });
});

describe("a team's own time", () => {
  it('starts anew for each team that the ticket comes to, and ends when it is passed on or solved', async () => {
    await desk.policy('rest', { owed: { team_time: { target: all(60) } } });
    const other = await addTeam(test);
    const number = await desk.openTicket();
    test.clock.set(madrid('2026-11-23T09:50'));
    await test.request('POST', `/tickets/${number}/transfer`, { body: { team_id: other, reason: 'Theirs' } });
    const [first, second] = await desk.owed(number, 'team_time');
    expect(first).toMatchObject({ state: 'done', outcome: 'kept' });
    expect(second).toMatchObject({ state: 'open', due_at: madrid('2026-11-23T10:50') });
    await desk.change(number, { status: 'resolved' });
    expect((await desk.owed(number, 'team_time')).map(({ state }) => state)).toEqual(['done', 'done']);
    expect(await desk.problems()).toEqual([]);
  });
});
