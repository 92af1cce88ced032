import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addTeam, addUnit, addUser } from '../platform/testing/factories.ts';
import { all, type Desk, startDesk } from '../policies/testing/desk.ts';

let desk: Desk;
let test: Desk['test'];
beforeEach(async () => {
  desk = await startDesk();
  test = desk.test;
});
afterEach(() => test.close());

const report = {
  name: 'Report',
  clause: null,
  rules: [],
  on: 'ticket.opened',
  target: { default: all(60) },
  pause_while: [],
  proof: 'record',
  warn: [],
  escalate: [],
  towards_customer: false,
};
const owedBy = (owner: string[], more: object = {}, status?: number) =>
  desk.put('obligations/report', { ...report, owner, ...more }, status);

/** Whose the report on a ticket is, by name; "team" where it is nobody's by name. */
async function owner(number: number): Promise<string> {
  const { body } = await test.request('GET', `/tickets/${number}`);
  const found = body.obligations.find(({ kind }: { kind: string }) => kind === 'report');
  return found.owner.user?.name ?? 'team';
}

/** A unit with a head, in it a team whose lead reports to somebody; a manager of the unit, and one of the whole. */
async function house() {
  const head = await addUser(test, { name: 'Head', role: null });
  const unit = await addUnit(test, { head: head.id });
  const above = await addUser(test, { name: 'Above', role: null });
  const lead = await addUser(test, { name: 'Lead', unit, reportsTo: above.id });
  const team = await addTeam(test, { unit, lead: lead.id });
  await addUser(test, { name: 'Manager of all', role: 'manager' });
  await addUser(test, { name: 'Manager', role: 'manager', unit });
  return { team };
}

describe('who owes what a ticket obliges to', () => {
  it.each([
    [['team_lead'], {}, 'Lead'],
    [['above_team_lead'], {}, 'Above'],
    [['unit_head'], {}, 'Head'],
    [['role'], { role: 'manager' }, 'Manager'],
    [['assignee', 'role', 'team'], { role: 'agent' }, 'Lead'],
    [['assignee', 'team'], {}, 'team'],
  ])('is found by the rule %j %j: %s', async (rule, more, name) => {
    const { team } = await house();
    await owedBy(rule, more);
    expect(await owner(await desk.openTicket({ team_id: team }))).toBe(name);
    expect(await desk.problems()).toEqual([]);
  });

  it('is the first of the rule that there is, and follows the ticket to another team', async () => {
    const { team } = await house();
    await owedBy(['unit_head', 'role', 'above_team_lead', 'team'], { role: 'manager' });
    const elsewhere = await addTeam(test, { name: 'Elsewhere' });
    const number = await desk.openTicket({ team_id: team });
    expect(await owner(number)).toBe('Head');
    const moved = await test.request('POST', `/tickets/${number}/transfer`, {
      body: { team_id: elsewhere, reason: 'Yours' },
    });
    expect(moved.status, JSON.stringify(moved.body)).toBe(200);
    expect(await owner(number)).toBe('Ada Admin');
    await test.request('POST', `/tickets/${number}/transfer`, { body: { team_id: team, reason: 'Back' } });
    expect(await owner(number)).toBe('Head');
  });

  it('is nobody who may not see a confidential ticket', async () => {
    const { team } = await house();
    await owedBy(['unit_head', 'role', 'team'], { role: 'manager' });
    const number = await desk.openTicket({ team_id: team, confidential: true });
    expect(await owner(number), 'the nearest head above who may').toBe('Ada Admin');
  });

  it('is not found by a role that there is not', async () => {
    const refused = await owedBy(['role'], { role: 'porter' }, 422);
    expect(refused.errors[0]).toMatchObject({ code: 'unknown_key' });
    await owedBy(['role'], {}, 422);
  });
});
