import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../platform/http/pipeline.ts';
import { addTeam, addUnit, addUser, rootUnit } from '../../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../../platform/testing/test-app.ts';
import type { Tx } from '../../tables.ts';

/** A department in which histories happen, and whose eyes they are counted with. */
export interface Department {
  test: TestApp;
  units: string[];
  teams: string[];
  /** people by id; some see much, some little, and the last only what they are drawn into */
  people: string[];
  customer: string;
  /** those who are there at this moment, as requests of theirs would have them; the administrator first */
  viewers: Context[];
  /** carries something out as the administrator, in a transaction of its own */
  as<T>(work: (tx: Tx, context: Context) => Promise<T>): Promise<T>;
  /** the same as one of the people; nobody who has left does anything */
  asPerson<T>(which: number, work: (tx: Tx, context: Context) => Promise<T>): Promise<T | undefined>;
  /** looks again at who is there and what they may see */
  lookAgain(): Promise<void>;
  /** takes all tickets away and puts everybody back where they began */
  beginAnew(): Promise<void>;
}

// root ── north ── city
//      └─ south
export async function startDepartment(): Promise<Department> {
  const test = await startTestApp();
  const { app } = test;
  const root = await rootUnit(test);
  const north = await addUnit(test, { name: 'North' });
  const city = await addUnit(test, { name: 'City', parent: north });
  const south = await addUnit(test, { name: 'South' });
  const teams = [
    await addTeam(test, { unit: root }),
    await addTeam(test, { unit: north }),
    await addTeam(test, { unit: city }),
    await addTeam(test, { unit: south }),
  ];
  const [, ofNorth = '', ofCity = '', ofSouth = ''] = teams;
  const password = 'a password of theirs';
  const people = [
    await addUser(test, { role: 'manager', unit: north, password }),
    await addUser(test, { role: 'agent', unit: city, team: ofCity, password }),
    await addUser(test, { role: 'agent', unit: south, team: [ofNorth, ofSouth], password }),
    await addUser(test, { role: 'observer', unit: south, password }),
    await addUser(test, { role: null, team: ofNorth, password }),
    await addUser(test, { role: null, password }),
  ].map((person) => person.id);
  const { body } = await test.request('POST', '/customers', { body: { kind: 'person', name: 'Li Wei' } });
  const beginnings = await keepBeginnings(test);
  const keys = new Map([[test.admin.id, test.admin.key]]);

  const contextOf = async (id: string): Promise<Context | null> => {
    const key = keys.get(id) ?? (await test.keyFor(id, ['admin']));
    keys.set(id, key);
    const context = await test.contextOf({ kind: 'api_key', value: key });
    if (!context) keys.delete(id); // a leaver's keys are revoked
    return context;
  };
  const now = (context: Context): Context => ({ ...context, now: test.clock.now() });
  const department: Department = {
    test,
    units: [root, north, city, south],
    teams,
    people,
    customer: body.id,
    viewers: [],
    as: (work) => {
      const [admin] = department.viewers;
      if (!admin) throw new Error('the department was not looked at');
      return inTransaction(app, (tx) => work(tx, now(admin)));
    },
    async asPerson(which, work) {
      const id = people[which % people.length];
      const context = department.viewers.find((one) => one.viewer?.userId === id);
      return context ? inTransaction(app, (tx) => work(tx, now(context))) : undefined;
    },
    async lookAgain() {
      const found = await Promise.all([test.admin.id, ...people].map(contextOf));
      department.viewers = found.filter((context) => context !== null);
    },
    async beginAnew() {
      await beginnings();
      await department.lookAgain();
    },
  };
  await department.lookAgain();
  return department;
}

/** Keeps who is where. Gives what puts it back and takes all tickets away. */
async function keepBeginnings({ app }: TestApp): Promise<() => Promise<void>> {
  await sql`create table kept_grant as select * from role_grant`.execute(app.db);
  await sql`create table kept_member as select * from team_member`.execute(app.db);
  await sql`create table kept_team as select * from team`.execute(app.db);
  return () =>
    app.db.transaction().execute(async (tx) => {
      for (const statement of [
        'truncate ticket, event, outbox, notification, counter_cell, counter_sum, counter_total, counter_delta cascade',
        'delete from role_grant',
        'insert into role_grant select * from kept_grant',
        'delete from team_member',
        'insert into team_member select * from kept_member',
        `update team set unit_id = k.unit_id, lead_id = k.lead_id, deactivated_at = null
         from kept_team k where k.id = team.id`,
        `update user_account set state = 'active', deactivated_at = null, successor_id = null`,
      ])
        await sql.raw(statement).execute(tx);
    });
}
