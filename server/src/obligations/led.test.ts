import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AddedUser, addTeam, addUnit, addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';

// The board of leaders: what those owe whom they lead.

let test: TestApp;
let director: AddedUser;
let lead: AddedUser;
let member: AddedUser;
let below: AddedUser;
beforeAll(async () => {
  test = await startTestApp();
  director = await addUser(test, { name: 'Director', role: 'manager' });
  const unit = await addUnit(test, { head: director.id });
  lead = await addUser(test, { name: 'Lead', role: 'team_lead' });
  member = await addUser(test, { name: 'Member' });
  below = await addUser(test, { name: 'Below', reportsTo: (await addUser(test, { reportsTo: lead.id })).id });
  const team = await addTeam(test, { unit, lead: lead.id, members: [member.id] });
  const elsewhere = await addTeam(test);
  const open = (body: object) =>
    test.request('POST', '/tickets', {
      body: { subject: 'S', body: 'B', customer: { name: 'Ana' }, ...body },
    });
  await open({ team_id: team, assignee_id: member.id });
  await open({ team_id: elsewhere, assignee_id: below.id });
  await open({ team_id: elsewhere, assignee_id: (await addUser(test, { name: 'Stranger' })).id });
  test.clock.advance(25 * 60);
});
afterAll(() => test.close());

interface Board {
  items: { owner: { user: { name: string } } }[];
  owners: { user: { id: string; name: string }; running: number; overdue: number }[];
}
const led = async (as: string, query = ''): Promise<Board> =>
  (await test.request('GET', `/duties?scope=led${query}`, { as })).body;
const names = (board: Board) => [...new Set(board.items.map((duty) => duty.owner.user.name))].sort();

describe('what those owe whom one leads', () => {
  it('is that of the team, of whoever reports, and of the units that one heads, by person', async () => {
    const board = await led(lead.key);
    expect(names(board)).toEqual(['Below', 'Member']);
    // the first reply is overdue after a day
    expect(board.owners).toEqual([
      expect.objectContaining({ running: 2, overdue: 1 }),
      expect.objectContaining({ running: 2, overdue: 1 }),
    ]);
    expect(names(await led(director.key))).toEqual(['Member']);
    expect(names(await led(lead.key, `&person=${below.id}`))).toEqual(['Below']);
    expect(names(await led(lead.key, '&when=overdue'))).toEqual(['Below', 'Member']);
  });

  it('is nothing for whoever leads nobody', async () => {
    expect(await led(member.key)).toMatchObject({ items: [], owners: [] });
  });
});
