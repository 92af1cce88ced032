import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putRule, runRules } from '../automation/testing/rules.ts';
import { readOn } from '../events/reader.ts';
import { sequenceAll } from '../events/sequencer.ts';
import { type AddedUser, addTeam, addUser } from '../platform/testing/factories.ts';
import { type Desk, madrid, startDesk } from '../policies/testing/desk.ts';
import { page } from '../tickets/testing/desk.ts';
import { followLedger } from './follow-ledger.ts';
import { runAssignment } from './run-assignment.ts';

let desk: Desk;
let test: Desk['test'];
beforeEach(async () => {
  desk = await startDesk();
  test = desk.test;
});
afterEach(() => test.close());

const duty = async (person: AddedUser, state = 'available') => {
  const { status } = await test.request('PUT', '/me/duty', { as: person.key, body: { state } });
  expect(status).toBe(200);
};
const sharing = async (team: string, way: string) => {
  const { status } = await test.request('PUT', `/teams/${team}/assignment`, { body: { sharing: way } });
  expect(status).toBe(204);
};
const takes = async (person: AddedUser, capacity: number | null, skills: string[] = []) => {
  const { status } = await test.request('PUT', `/users/${person.id}/assignment`, {
    body: { capacity, skills },
  });
  expect(status).toBe(204);
};
const people = async (...names: string[]) => {
  const made: AddedUser[] = [];
  for (const name of names) made.push(await addUser(test, { name, team: desk.team }));
  return made as [AddedUser, AddedUser, AddedUser];
};
const read = () => readOn(test.app, test.systemContext, followLedger);
const run = () => runAssignment(test.app, test.systemContext);
const share = async () => {
  await sequenceAll(test.app);
  while ((await read()) > 0);
  await run();
};
const assignee = async (number: number) => (await page(test, number)).assignee?.name ?? null;
const assigned = async (number: number) =>
  (await page(test, number)).timeline.find(({ kind }: { kind: string }) => kind === 'ticket.assigned');

describe('sharing out among those on duty', () => {
  it('goes round those who are available, and says how and who was passed over', async () => {
    const [ana, bo, cy] = await people('Ana', 'Bo', 'Cy');
    for (const person of [ana, cy]) await duty(person);
    await duty(bo, 'away');
    await sharing(desk.team, 'round_robin');
    const numbers = [await desk.openTicket(), await desk.openTicket(), await desk.openTicket()];
    await share();
    expect(await Promise.all(numbers.map(assignee))).toEqual(['Ana', 'Cy', 'Ana']);
    const event = await assigned(numbers[1] ?? 0);
    expect(event.data).toMatchObject({
      because: 'on_duty',
      by: 'round_robin',
      passed: [{ user: bo.id, why: 'away' }],
    });
    expect(await page(test, numbers[0] ?? 0)).toMatchObject({
      status_category: 'open',
      first_contact_owner: { id: ana.id },
    });
    expect(await desk.problems()).toEqual([]);
  });

  it('leaves alone what teams share out by hand, and what somebody has already', async () => {
    const [ana, bo] = await people('Ana', 'Bo');
    await duty(ana);
    const byHand = await desk.openTicket();
    await share();
    expect(await assignee(byHand)).toBeNull();
    await sharing(desk.team, 'load');
    const taken = await desk.openTicket({ assignee_id: bo.id });
    await share();
    expect(await assignee(taken)).toBe('Bo');
    // what nobody had when the team began to share out is shared out too
    expect(await assignee(byHand)).toBe('Ana');
  });

  it('is fair when fifty come at once and several processes share them out', async () => {
    const five: AddedUser[] = [];
    for (const name of ['A', 'B', 'C', 'D', 'E']) five.push(await addUser(test, { name, team: desk.team }));
    for (const person of five) await duty(person);
    await sharing(desk.team, 'round_robin');
    const numbers = await Promise.all(Array.from({ length: 50 }, () => desk.openTicket()));
    await sequenceAll(test.app);
    await Promise.all([read(), read()]);
    await Promise.all([run(), run(), run(), run()]);
    await share();
    const { rows } = await countByAssignee();
    expect(rows).toEqual(five.map(({ id }) => ({ assignee_id: id, count: 10 })));
    const events = await test.app.db
      .selectFrom('event')
      .select('ticket_id')
      .where('kind', '=', 'ticket.assigned')
      .execute();
    expect(events).toHaveLength(numbers.length);
  });

  it('by load gives to who has least, and to nobody beyond their capacity', async () => {
    const [ana, bo] = await people('Ana', 'Bo');
    for (const person of [ana, bo]) await duty(person);
    await desk.openTicket({ assignee_id: ana.id });
    await takes(bo, 2);
    await sharing(desk.team, 'load');
    const numbers: number[] = [];
    for (let count = 0; count < 4; count += 1) {
      numbers.push(await desk.openTicket());
      await share();
    }
    expect(await Promise.all(numbers.map(assignee))).toEqual(['Bo', 'Ana', 'Bo', 'Ana']);
    expect((await assigned(numbers[3] ?? 0)).data.passed).toEqual([{ user: bo.id, why: 'full' }]);
  });

  it('two teams together fill nobody beyond their capacity', async () => {
    const [ana] = await people('Ana');
    const other = await addTeam(test, { name: 'Other', members: [ana.id] });
    await duty(ana);
    await takes(ana, 3);
    for (const team of [desk.team, other]) await sharing(team, 'load');
    await Promise.all(
      Array.from({ length: 8 }, (_, at) => desk.openTicket({ team_id: at % 2 ? other : desk.team })),
    );
    await sequenceAll(test.app);
    await read();
    await Promise.all([run(), run(), run(), run()]);
    await share();
    expect((await countByAssignee()).rows).toEqual([{ assignee_id: ana.id, count: 3 }]);
  });

  it('by skills asks for what the type, the category above and the language ask for', async () => {
    const [ana, bo] = await people('Ana', 'Bo');
    for (const person of [ana, bo]) await duty(person);
    await desk.put('categories/network', { name: 'Network', parent: null, order: 1 });
    await desk.put('categories/router', { name: 'Router', parent: 'network', order: 2 });
    await desk.put('skills/networks', { name: 'Networks', order: 1, categories: ['network'] });
    await desk.put('skills/spanish', { name: 'Spanish', order: 2, languages: ['es'] });
    await takes(ana, null, ['spanish']);
    await takes(bo, null, ['spanish', 'networks']);
    await sharing(desk.team, 'skills');
    const router = await desk.openTicket({ category: 'router', language: 'es' });
    await share();
    expect(await assignee(router)).toBe('Bo');
    expect((await assigned(router)).data).toMatchObject({
      by: 'skills',
      skills: ['networks', 'spanish'],
      passed: [{ user: ana.id, why: 'skills' }],
    });
    const spanish = await desk.openTicket({ language: 'es' });
    await share();
    expect(await assignee(spanish)).toBe('Ana');
    const inUse = await test.request('DELETE', '/configuration/skills/networks');
    expect([inUse.status, inUse.body.code]).toEqual([409, 'entry_in_use']);
  });

  it('stays with the team until somebody becomes available, has room, or joins in', async () => {
    const [ana] = await people('Ana');
    await sharing(desk.team, 'round_robin');
    await takes(ana, 1);
    const first = await desk.openTicket();
    const second = await desk.openTicket();
    await share();
    expect(await assignee(first)).toBeNull();
    const { body } = await test.request('GET', '/assignment');
    expect(body.teams).toContainEqual({ team_id: desk.team, sharing: 'round_robin', waiting: 2 });
    await duty(ana);
    await share();
    expect([await assignee(first), await assignee(second)]).toEqual(['Ana', null]);
    await desk.change(first, { status: 'resolved' });
    await share();
    expect(await assignee(second)).toBe('Ana');
  });

  it('gives a confidential ticket only to who may see it', async () => {
    const [ana] = await people('Ana');
    const boss = await addUser(test, { name: 'Boss', team: desk.team, role: 'manager' });
    for (const person of [ana, boss]) await duty(person);
    await sharing(desk.team, 'round_robin');
    const number = await desk.openTicket({ confidential: true });
    await share();
    expect(await assignee(number)).toBe('Boss');
    expect((await assigned(number)).data.passed).toEqual([{ user: ana.id, why: 'confidential' }]);
  });

  it('waits for the calendar of the team to open', async () => {
    const { body } = await test.request('GET', '/configuration');
    const calendar = body.entries.find(({ key }: { key: string }) => key === 'front_desk').value;
    await desk.put('calendars/front_desk', { ...calendar, counts_for: { teams: [desk.team], units: [] } });
    const [ana] = await people('Ana');
    await duty(ana);
    await sharing(desk.team, 'round_robin');
    test.clock.set(madrid('2026-11-23T20:00'));
    const number = await desk.openTicket();
    await share();
    expect(await assignee(number)).toBeNull();
    test.clock.set(madrid('2026-11-24T08:59'));
    await share();
    expect(await assignee(number)).toBeNull();
    test.clock.set(madrid('2026-11-24T09:00'));
    await share();
    expect(await assignee(number)).toBe('Ana');
  });

  it('is asked for by a rule, also where the team shares out by hand', async () => {
    const [ana] = await people('Ana');
    await putRule(test, 'duty', { do: [{ do: 'assign_on_duty' }] });
    const number = await desk.openTicket();
    await runRules(test);
    expect(await assignee(number)).toBeNull();
    await duty(ana);
    await share();
    expect(await assignee(number)).toBe('Ana');
    const second = await desk.openTicket();
    await runRules(test);
    expect((await assigned(second)).data).toMatchObject({ because: 'automation', by: 'round_robin' });
  });
});

describe('saying how one is', () => {
  it('is seen by everybody, and told once', async () => {
    const [ana] = await people('Ana');
    await duty(ana);
    await duty(ana);
    const { body } = await test.request('GET', '/duty');
    expect(body.items).toEqual([
      { user_id: ana.id, state: 'available', since: test.clock.now().toISOString() },
    ]);
    const events = await test.app.db
      .selectFrom('event')
      .select('data')
      .where('kind', '=', 'user.duty_changed')
      .execute();
    expect(events).toEqual([{ data: { from: 'off', to: 'available' } }]);
  });

  it('names a skill that there is not', async () => {
    const [ana] = await people('Ana');
    const body = { capacity: null, skills: ['nothing'] };
    const { status, body: problem } = await test.request('PUT', `/users/${ana.id}/assignment`, { body });
    expect([status, problem.errors[0].field]).toEqual([422, 'skills.0']);
  });
});

function countByAssignee() {
  return test.app.db
    .selectFrom('ticket')
    .select((expression) => ['assignee_id', expression.fn.countAll<number>().as('count')])
    .where('assignee_id', 'is not', null)
    .groupBy('assignee_id')
    .orderBy('assignee_id')
    .execute()
    .then((rows) => ({ rows: rows.map((row) => ({ ...row, count: Number(row.count) })) }));
}
