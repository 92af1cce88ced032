import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AddedUser, addTeam, addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { change, open } from './testing/desk.ts';
import { pass } from './testing/twins.ts';

let test: TestApp;
let ann: AddedUser;
let bo: AddedUser;
let cy: AddedUser;
let team: string;
beforeAll(async () => {
  test = await startTestApp();
  [ann, bo, cy] = [
    await addUser(test, { name: 'Ann' }),
    await addUser(test, { name: 'Bo' }),
    await addUser(test, { name: 'Cy' }),
  ];
  const invited = await addUser(test, { name: 'Dee', state: 'invited' });
  team = await addTeam(test, { name: 'Floor', members: [ann.id, bo.id, invited.id] });
});
afterAll(() => test.close());

const board = async (limit = 20) =>
  (await test.request('GET', `/teams/${team}/board?limit=${limit}`, { as: ann.key })).body;

it('stands by person: what nobody has, the members, then others who hold some; soonest first, solved ones away', async () => {
  const unowned = await open(test, { team_id: team });
  const first = await open(test, { team_id: team, assignee_id: ann.id });
  await pass(test, 60);
  const second = await open(test, { team_id: team, assignee_id: ann.id });
  const foreign = await open(test, { team_id: team, assignee_id: cy.id });
  const elsewhere = await open(test, { assignee_id: ann.id });
  const waiting = await open(test, { team_id: team, assignee_id: ann.id });
  await change(test, waiting, { status: 'waiting' });
  const solved = await open(test, { team_id: team, assignee_id: ann.id });
  await change(test, solved, { status: 'resolved' });

  const { columns } = await board();
  const shown = columns.map((column: { owner: { name: string } | null; items: { number: number }[] }) => [
    column.owner?.name ?? null,
    column.items.map((one) => one.number),
  ]);
  expect(shown).toEqual([
    [null, [unowned]],
    ['Ann', [first, second, waiting]],
    ['Bo', []],
    ['Cy', [foreign]],
  ]);
  expect(columns[1]).toMatchObject({ member: true, open: 3, overdue: 0, waiting: 1, elsewhere: 1 });
  expect(columns[3]).toMatchObject({ member: false, open: 1 });
  expect(elsewhere).toBeGreaterThan(0);
});

it('counts all of a person whatever the number of rows, and what is overdue', async () => {
  await pass(test, 30 * 24 * 60);
  const [, ofAnn] = (await board(1)).columns;
  expect(ofAnn.items).toHaveLength(1);
  expect(ofAnn).toMatchObject({ open: 3, overdue: 3 });
});

it('moves a ticket to the column of whoever gets it', async () => {
  const [{ items }] = (await board()).columns;
  await change(test, items[0].number, { assignee_id: bo.id });
  const [nobody, , ofBo] = (await board()).columns;
  expect(nobody.open).toBe(0);
  expect(ofBo.items.map((one: { number: number }) => one.number)).toEqual([items[0].number]);
});
