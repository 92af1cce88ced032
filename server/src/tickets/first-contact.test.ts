import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sweepDue } from '../obligations/sweep.ts';
import { type AddedUser, addTeam, addUnit, addUser } from '../platform/testing/factories.ts';
import { all, type Desk, madrid, startDesk } from '../policies/testing/desk.ts';

// First-contact responsibility: whoever receives a request answers for it to the end.

let desk: Desk;
let test: Desk['test'];
let owner: AddedUser;
let number: number;
beforeEach(async () => {
  desk = await startDesk();
  test = desk.test;
  owner = await addUser(test, { name: 'Owner', team: desk.team });
});
afterEach(() => test.close());

const at = (time: string) => test.clock.set(madrid(time));
const taken = async () => {
  number = await desk.openTicket();
  const answer = await test.request('POST', `/tickets/${number}/take`, { as: owner.key });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
};
const page = async () => (await test.request('GET', `/tickets/${number}`)).body;
const change = (body: object, as: string) =>
  test.request('PATCH', `/tickets/${number}`, { body, as, headers: { 'if-match': '*' } });
const customerDecides = async (accepted: boolean) => {
  const { body } = await test.request('POST', `/tickets/${number}/customer-link`, { body: {} });
  const token = body.url.split('/').at(-1);
  const answer = await test.request('POST', `/public/links/${token}/decision`, {
    as: null,
    body: { accepted },
  });
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
};

describe('FCR-01: the first who receives it owns it to the end', () => {
  it('through transfers to other departments, with all of it in sight under My duties', async () => {
    await taken();
    const unit = await addUnit(test, { name: 'Technics' });
    const colleague = await addUser(test, { name: 'Colleague', unit });
    const team = await addTeam(test, { unit, members: [colleague.id] });
    const moved = await test.request('POST', `/tickets/${number}/transfer`, {
      as: owner.key,
      body: { team_id: team, assignee_id: colleague.id, reason: 'Theirs' },
    });
    expect(moved.status, JSON.stringify(moved.body)).toBe(200);
    expect(await page()).toMatchObject({
      first_contact_owner: { id: owner.id },
      assignee: { id: colleague.id },
    });
    const duties = async (scope: string, as: string) =>
      (await test.request('GET', `/duties?scope=${scope}`, { as })).body.items.map(
        (duty: { kind: string; subject: { number: number } }) => [duty.kind, duty.subject.number],
      );
    // the colleague owes it, the owner answers for it
    expect(await duties('mine', owner.key)).toEqual([]);
    expect((await duties('mine', colleague.key)).sort()).toEqual([
      ['first_reply', number],
      ['resolution', number],
    ]);
    expect((await duties('first_contact', owner.key)).sort()).toEqual([
      ['first_reply', number],
      ['resolution', number],
    ]);
    expect(await duties('first_contact', colleague.key)).toEqual([]);
  });

  it('and is called when the customer refuses the solution', async () => {
    await desk.policy('all', { owed: { call_back: { target: all(60) } } });
    await taken();
    const colleague = await addUser(test, { team: desk.team });
    await change({ assignee_id: colleague.id }, owner.key);
    await change({ status: 'resolved' }, colleague.key);
    at('2026-11-23T10:00');
    await customerDecides(false);
    expect(await page()).toMatchObject({ assignee: { id: owner.id }, status_category: 'open' });
    expect(await desk.only(number, 'call_back')).toMatchObject({
      state: 'open',
      due_at: madrid('2026-11-23T11:00'),
      owner: { user: { id: owner.id } },
    });
    const { body: notices } = await test.request('GET', '/notifications', { as: owner.key });
    expect(notices.items.map((notice: { kind: string }) => notice.kind)).toContain('ticket.declined');
  });

  it('closes it, or somebody permitted, and nobody else', async () => {
    await taken();
    const colleague = await addUser(test, { team: desk.team });
    await change({ status: 'resolved' }, owner.key);
    const refused = await change({ status: 'closed' }, colleague.key);
    expect([refused.status, refused.body.code, refused.body.rule]).toEqual([
      409,
      'close_by_owner_only',
      'FCR-01',
    ]);
    const lead = await addUser(test, { role: 'team_lead' });
    expect((await change({ status: 'closed' }, lead.key)).status).toBe(200);
  });

  it('closes it only with the customer’s confirmation, or after the waiting time that the policy states', async () => {
    await desk.policy('all', { close_after: { business_minutes: 120 } });
    await taken();
    const early = await change({ status: 'closed' }, owner.key);
    expect([early.status, early.body.code, early.body.rule]).toEqual([
      409,
      'close_before_solution',
      'FCR-01',
    ]);
    at('2026-11-23T16:00');
    await change({ status: 'resolved' }, owner.key);
    for (const [time, status] of [
      ['2026-11-23T16:00', 409],
      ['2026-11-24T09:59', 409],
    ] as const) {
      at(time);
      const waits = await change({ status: 'closed' }, owner.key);
      expect([waits.status, waits.body.code]).toEqual([status, 'close_waits']);
      expect(waits.body.current).toEqual({ may_close_at: madrid('2026-11-24T10:00') });
    }
    at('2026-11-24T10:00');
    expect((await change({ status: 'closed' }, owner.key)).status).toBe(200);
  });

  it('and the customer’s confirmation closes it at once', async () => {
    await desk.policy('all', { close_after: { days: 7 } });
    await taken();
    await change({ status: 'resolved' }, owner.key);
    await customerDecides(true);
    expect(await page()).toMatchObject({ status_category: 'closed' });
  });
});

it('FCR-02: the owner coordinates with the right department, on record', async () => {
  await taken();
  const expert = await addUser(test, { name: 'Expert' });
  const asked = await test.request('POST', `/tickets/${number}/consultations`, {
    as: owner.key,
    body: { question: 'Whose is this?', user_id: expert.id, due_minutes: 60 },
  });
  expect(asked.status).toBe(201);
  expect(await page()).toMatchObject({
    first_contact_owner: { id: owner.id },
    consultations: [{ asked: { id: expert.id } }],
  });
  expect((await desk.only(number, 'consultation')).due_at).not.toBeNull();
});

describe('FCR-03: the owner makes the follow-up call', () => {
  beforeEach(async () => {
    const nextDay = { end_of: 'next_business_day' };
    const target = { low: nextDay, normal: nextDay, high: nextDay, urgent: nextDay };
    await desk.policy('all', { owed: { follow_up: { target } } });
    await taken();
  });

  it('owed from the solution on, and collects opinions and suggestions', async () => {
    expect(await desk.owed(number, 'follow_up')).toEqual([]);
    const colleague = await addUser(test, { team: desk.team });
    await change({ assignee_id: colleague.id }, owner.key);
    await change({ status: 'resolved' }, colleague.key);
    const owed = await desk.only(number, 'follow_up');
    expect(owed).toMatchObject({ due_at: madrid('2026-11-24T17:00'), owner: { user: { id: owner.id } } });
    at('2026-11-24T17:00');
    const given = await test.request('POST', `/duties/${owed.id}/proof`, {
      as: owner.key,
      body: { answers: { satisfied: true, opinions: 'Call before you come.' } },
    });
    expect(given.body, JSON.stringify(given.body)).toMatchObject({ state: 'done', outcome: 'kept' });
    expect((await page()).messages.at(-1)).toMatchObject({
      kind: 'note',
      body: 'Follow-up call\nIs the customer satisfied?: yes\nOpinions and suggestions: Call before you come.',
    });
  });

  it('once more for another solution, when the first one did not stand', async () => {
    await change({ status: 'resolved' }, owner.key);
    await customerDecides(false);
    expect(await desk.only(number, 'follow_up')).toMatchObject({ state: 'cancelled' });
    await change({ status: 'resolved' }, owner.key);
    const states = (await desk.owed(number, 'follow_up')).map((one) => one.state).sort();
    expect(states).toEqual(['cancelled', 'open']);
    expect(await desk.problems()).toEqual([]);
  });
});

it('FCR-07, SLA-20: an answer that is overdue is on record against the rules that its kind names', async () => {
  await taken();
  at('2026-11-25T10:00');
  await sweepDue(test.app, test.systemContext);
  const missed = (await page()).timeline.filter(
    (event: { kind: string; data: { kind: string } }) =>
      event.kind === 'obligation.missed' && event.data.kind === 'first_reply',
  );
  expect(missed).toHaveLength(1);
  expect(missed[0].data.rules).toEqual(expect.arrayContaining(['FCR-07', 'SLA-20']));
});
