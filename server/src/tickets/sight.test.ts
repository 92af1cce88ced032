import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addTeam, addUnit, addUser } from '../platform/testing/factories.ts';
import { contextOf, startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { ticketsWhere } from './policy.ts';
import { recordsOf, sightOf } from './sight.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

it('agrees with the policy’s reading in SQL for every viewer and every ticket', async () => {
  const units = [await addUnit(test), await addUnit(test)];
  const people = [test.admin.id];
  const teams: string[] = [];
  for (const unit of units) {
    const members = [];
    for (const role of ['manager', 'team_lead', 'agent', 'observer', null])
      members.push((await addUser(test, { role, unit })).id);
    teams.push(await addTeam(test, { unit, members: members.slice(2, 3) }));
    people.push(...members);
  }
  const ids: string[] = [];
  for (const team_id of teams)
    for (const confidential of [false, true])
      for (const assignee_id of [null, ...people.slice(0, 4)]) {
        const { body } = await test.request('POST', '/tickets', {
          body: { subject: '.', body: '.', customer: { name: 'Ana' }, team_id, confidential, assignee_id },
        });
        ids.push(body.id);
      }
  for (const [n, id] of ids.entries()) {
    const watcher = people[n % people.length] ?? '';
    await sql`insert into ticket_watcher (org_id, ticket_id, user_id) values (${test.app.org}, ${id}, ${watcher})`.execute(
      test.app.db,
    );
  }
  const records = await recordsOf(test.app.db, test.app.org, ids);
  expect(records).toHaveLength(ids.length);
  let seen = 0;
  for (const person of people) {
    const context = await contextOf(test, person);
    const rows = await test.app.db
      .selectFrom('ticket as t')
      .select('t.id')
      .where('t.org_id', '=', test.app.org)
      .where(ticketsWhere(context))
      .execute();
    const inMemory = records.filter(sightOf(context)).map((record) => record.id);
    expect(inMemory.sort()).toEqual(rows.map((row) => row.id).sort());
    seen += inMemory.length;
  }
  expect(seen).toBeGreaterThan(ids.length);
  expect(seen).toBeLessThan(ids.length * people.length);
});
