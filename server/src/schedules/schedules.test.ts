import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sweepDue } from '../obligations/sweep.ts';
import { addTeam, addUnit, addUser } from '../platform/testing/factories.ts';
import { type Desk, madrid, startDesk } from '../policies/testing/desk.ts';
import { drawShare } from './draw-share.ts';
import { runSchedules } from './run-schedules.ts';

let desk: Desk;
let test: Desk['test'];
beforeEach(async () => {
  desk = await startDesk(); // a Monday, 09:00
  test = desk.test;
  await desk.put('calendars/front_desk', {
    ...(await frontDesk()),
    counts_for: { teams: [desk.team], units: [] },
  });
});
afterEach(() => test.close());

async function frontDesk() {
  const { body } = await test.request('GET', '/configuration');
  return body.entries.find((entry: { key: string }) => entry.key === 'front_desk').value;
}
const at = (time: string) => test.clock.set(madrid(time));
const run = () => runSchedules(test.app, test.systemContext);
const schedule = (value: object = {}) =>
  desk.put('schedules/rounds', {
    name: 'Rounds',
    order: 1,
    active: true,
    kind: 'routine',
    days: { every: 'open_day' },
    at: '09:30',
    team_id: desk.team,
    owner: 'team',
    ...value,
  });
const owed = () =>
  test.app.db.selectFrom('obligation').selectAll().where('kind', '=', 'routine').orderBy('due_at').execute();
const rounds = () =>
  test.app.db
    .selectFrom('event')
    .selectAll()
    .where('kind', '=', 'schedule.came_round')
    .orderBy('seq')
    .execute();

interface Round {
  seed: string;
  population: number;
  drawn: string[];
}
function dataOf(event: { data: unknown } | undefined): Round {
  if (!event) throw new Error('nothing came round');
  return event.data as Round;
}

describe('what comes round', () => {
  it('is opened at its moment, once, and not for the time before there was a schedule', async () => {
    at('2026-11-23T12:00');
    await schedule();
    expect(await run()).toBe(0);
    at('2026-11-24T09:29');
    expect(await run()).toBe(0);
    at('2026-11-24T09:30');
    expect(await run()).toBe(1);
    expect(await run()).toBe(0);
    expect(await owed()).toMatchObject([
      { owner_team_id: desk.team, due_at: new Date(madrid('2026-11-24T17:00')), ticket_id: null },
    ]);
    const [event] = await rounds();
    expect(event?.data).toMatchObject({
      schedule: 'rounds',
      occurrence: madrid('2026-11-24T09:30'),
      seed: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(await desk.problems()).toEqual([]);
  });

  it('is opened once by however many do it at the same time', async () => {
    await schedule({ days: { every: 'day' } });
    await run();
    at('2026-11-27T12:00');
    await Promise.all([run(), run(), run()]);
    await run();
    const occurrences = (await rounds()).map((event) => (event.data as { occurrence: string }).occurrence);
    expect(occurrences).toEqual(['23', '24', '25', '26', '27'].map((day) => madrid(`2026-11-${day}T09:30`)));
    expect(await owed()).toHaveLength(5);
  });

  it('is made up for after a gap, each time begun at its own moment and on record as missed', async () => {
    await schedule();
    await run();
    at('2026-11-26T12:00');
    await run();
    await sweepDue(test.app, test.systemContext);
    const rows = await owed();
    expect(rows.map((row) => [row.due_at?.toISOString(), row.outcome])).toEqual([
      [madrid('2026-11-23T17:00'), 'missed'],
      [madrid('2026-11-24T17:00'), 'missed'],
      [madrid('2026-11-25T17:00'), 'missed'],
      [madrid('2026-11-26T17:00'), null],
    ]);
  });

  it('rests while it is switched off, and begins anew afterwards', async () => {
    await schedule();
    await run();
    await schedule({ active: false });
    at('2026-11-24T12:00');
    expect(await run()).toBe(0);
    await schedule();
    expect(await run()).toBe(0);
    at('2026-11-25T09:30');
    expect(await run()).toBe(1);
    expect(await owed()).toHaveLength(1);
  });

  it('is fulfilled by whoever owes it, with a record', async () => {
    const member = await addUser(test, { team: desk.team });
    await schedule();
    await run();
    at('2026-11-23T09:30');
    await run();
    const { body: duties } = await test.request('GET', '/duties', { as: member.key });
    expect(duties.items).toMatchObject([{ kind: 'routine', subject: { number: null } }]);
    const { body: why } = await test.request('GET', `/duties/${duties.items[0].id}/explain`, {
      as: member.key,
    });
    expect(why).toMatchObject({ calendar: { key: 'front_desk' }, targets: [{ target: { end_of: 'day' } }] });
    const path = `/duties/${duties.items[0].id}/proof`;
    const stranger = await addUser(test);
    const refused = await test.request('POST', path, { as: stranger.key, body: { words: 'W' } });
    expect(refused.status).toBe(404);
    const given = await test.request('POST', path, {
      as: member.key,
      body: { words: 'Watered all plants.' },
    });
    expect(given.body).toMatchObject({ state: 'done', outcome: 'kept' });
  });

  it('EDU-42: on chosen lessons of a term', async () => {
    const dates = ['2026-11-24', '2026-11-26', '2026-12-01'];
    await schedule({ days: { dates, only: [2, 'last'] }, at: '18:00' });
    await run();
    at('2026-12-02T09:00');
    await run();
    const occurrences = (await rounds()).map((event) => (event.data as { occurrence: string }).occurrence);
    expect(occurrences).toEqual([madrid('2026-11-26T18:00'), madrid('2026-12-01T18:00')]);
  });
});

describe('whoever owes it', () => {
  it.each([
    ['team_lead', ['Lead']],
    ['above_team_lead', ['Boss']],
    ['unit_head', ['Head']],
    ['role', ['Ann', 'Ben']],
  ])('is found by rule: %s', async (owner, names) => {
    const head = await addUser(test, { name: 'Head' });
    const boss = await addUser(test, { name: 'Boss' });
    const lead = await addUser(test, { name: 'Lead', reportsTo: boss.id });
    const unit = await addUnit(test, { head: head.id });
    const team = await addTeam(test, { unit, lead: lead.id });
    for (const name of ['Ben', 'Ann']) await addUser(test, { name, role: 'observer', unit });
    await addUser(test, { name: 'Elsewhere', role: 'observer' });
    await schedule({ team_id: team, owner, ...(owner === 'role' ? { role: 'observer' } : {}) });
    await run();
    at('2026-11-24T09:30');
    await run();
    const users = await test.app.db.selectFrom('user_account').select(['id', 'name']).execute();
    const found = (await owed()).map((row) => users.find((user) => user.id === row.owner_user_id)?.name);
    expect([...new Set(found)].sort()).toEqual(names);
  });

  it('is one of those on duty, drawn with the seed that the event keeps', async () => {
    const members: string[] = [];
    for (let n = 0; n < 6; n += 1) {
      const user = await addUser(test, { team: desk.team });
      const state = n < 4 ? 'available' : n === 4 ? 'away' : 'off';
      if (n < 4) members.push(user.id);
      const said = await test.request('PUT', '/me/duty', { as: user.key, body: { state } });
      expect(said.status).toBeLessThan(300);
    }
    await schedule({ owner: 'on_duty' });
    await run();
    at('2026-11-23T09:30');
    await run();
    const [row] = await owed();
    const [event] = await rounds();
    const { seed } = dataOf(event);
    expect(row?.owner_user_id).toBe(drawShare(members, { percent: 100, seed, drawn: new Set() })[0]);
  });

  it('is the team, when the rule finds nobody', async () => {
    await schedule({ owner: 'team_lead' });
    await run();
    at('2026-11-23T09:30');
    await run();
    expect(await owed()).toMatchObject([{ owner_user_id: null, owner_team_id: desk.team }]);
  });
});

describe('CBK-22: a share of what was solved', () => {
  const draw = { percent: 20, period: 'week', of: 'resolved', when: { field: 'type', is: 'problem' } };
  const solve = async (count: number, type = 'problem') => {
    for (let n = 0; n < count; n += 1)
      await desk.change(await desk.openTicket({ type }), { status: 'resolved' });
  };

  it('is drawn with a recorded seed, rounded up, and never the same one twice', async () => {
    await schedule({ days: { first_of: 'week' }, owner: 'first_contact_owner', draw });
    await run();
    await solve(6);
    await solve(4, 'inquiry');
    at('2026-11-30T09:30');
    await run();
    const event = (await rounds()).at(-1); // the first round was today's: nothing was solved last week
    const { seed, population, drawn } = dataOf(event);
    expect([population, drawn.length]).toEqual([6, 2]);
    const problems = await test.app.db
      .selectFrom('ticket')
      .select('id')
      .where('type_key', '=', 'problem')
      .execute();
    const ids = problems.map((ticket) => ticket.id);
    expect(drawShare(ids, { percent: 20, seed, drawn: new Set() }).sort()).toEqual([...drawn].sort());
    const rows = await owed();
    expect(rows.map((row) => row.ticket_id).sort()).toEqual([...drawn].sort());
    expect(new Set(rows.map((row) => row.owner_user_id))).toEqual(new Set([test.admin.id]));
    // opened again and solved again in the next week: in the population, and not drawn a second time
    const { number } = await test.app.db
      .selectFrom('ticket')
      .select('number')
      .where('id', '=', drawn[0] ?? '')
      .executeTakeFirstOrThrow();
    await desk.change(number, { status: 'open' });
    await desk.change(number, { status: 'resolved' });
    at('2026-12-07T09:30');
    await run();
    expect((await rounds()).at(-1)?.data).toMatchObject({ population: 1, drawn: [] });
    expect(await desk.problems()).toEqual([]);
  });
});

describe('a schedule is refused', () => {
  it.each([
    [{ kind: 'resolution' }, 'value.kind', 'kind_not_scheduled'],
    [{ kind: 'unheard_of' }, 'value.kind', 'unknown_key'],
    [{ owner: 'role' }, 'value.role', 'unknown_key'],
    [{ owner: 'assignee' }, 'value.owner', 'owner_of_drawn_only'],
    [{ days: { dates: ['2026-02-30'] } }, 'value.days', 'target_out_of_range'],
    [{ team_id: '019a0000-0000-7000-8000-000000000000' }, 'value.team_id', 'team_unknown'],
  ])('with %j', async (wrong, field, code) => {
    const value = {
      name: 'Rounds',
      order: 1,
      active: true,
      kind: 'routine',
      days: { every: 'day' },
      at: '09:30',
      team_id: desk.team,
      owner: 'team',
      ...wrong,
    };
    const { status, body } = await test.request('PUT', '/configuration/schedules/wrong', { body: { value } });
    expect([status, body.errors?.[0]?.field, body.errors?.[0]?.code]).toEqual([422, field, code]);
  });
});
