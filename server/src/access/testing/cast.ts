import { addTeam, addUnit, addUser, rootUnit } from '../../platform/testing/factories.ts';
import type { TestApp } from '../../platform/testing/test-app.ts';

/**
 * Everybody who calls, in the order of the columns of the expectation table: nobody signed in; a person without any
 * role; observer, agent, team lead and manager of unit A; the same of unit B; the administrator of all; the
 * administrator of unit A alone; an API key of A's manager that may only read; a person who has left; the holder of a
 * customer's private link, who shows its token where a key is asked for.
 */
export const cast = [
  ...(['anon', 'none', 'obsA', 'agtA', 'ldA', 'mgrA', 'obsB', 'agtB', 'ldB', 'mgrB'] as const),
  ...(['adm', 'admA', 'key', 'gone', 'link'] as const),
] as const;
export type Viewer = (typeof cast)[number];
/** Those who are members of staff of their own; `key` is a key of mgrA, and adm the one that the set-up made. */
export type Person = Exclude<Viewer, 'anon' | 'key' | 'link'>;

/** The units root ⊃ A ⊃ A1 and root ⊃ B, a team in each, and a team X in A whose one member is B's agent. */
export interface Organisation {
  units: { root: string; A: string; A1: string; B: string };
  teams: { A: string; A1: string; B: string; X: string };
  people: Record<Person, string>;
  emails: Record<Person, string>;
  keys: Record<Person | 'key', string>;
}

export const password = 'a long pass phrase';
/** of adm, as startTestApp sets it up */
export const administratorPassword = 'correct horse battery';

/** Makes the organisation and its people. */
export async function engage(test: TestApp): Promise<Organisation> {
  const root = await rootUnit(test);
  const A = await addUnit(test, { name: 'A' });
  const A1 = await addUnit(test, { name: 'A1', parent: A });
  const B = await addUnit(test, { name: 'B' });
  const unitOf = { A, B };
  const people = { adm: test.admin.id } as Record<Person, string>;
  const emails = { adm: 'admin@example.com' } as Record<Person, string>;
  const keys = { adm: test.admin.key } as Record<Person | 'key', string>;
  const roles = { obs: 'observer', agt: 'agent', ld: 'team_lead', mgr: 'manager' };
  const engageOne = async (name: Person, role: string | null, unit: string, state?: 'deactivated') => {
    const user = await addUser(test, { name, role, unit, password, ...(state ? { state } : {}) });
    people[name] = user.id;
    emails[name] = user.email;
    keys[name] = user.key;
  };
  for (const unit of ['A', 'B'] as const)
    for (const [short, role] of Object.entries(roles))
      await engageOne(`${short}${unit}` as Person, role, unitOf[unit]);
  await engageOne('none', null, root);
  await engageOne('admA', 'administrator', A);
  await engageOne('gone', 'agent', A, 'deactivated');
  keys.key = await test.keyFor(people.mgrA, ['read']);
  const teamOf = (unit: 'A' | 'B') =>
    addTeam(test, {
      name: unit,
      unit: unitOf[unit],
      lead: people[`ld${unit}`],
      members: [people[`agt${unit}`]],
    });
  const teams = {
    A: await teamOf('A'),
    A1: await addTeam(test, { name: 'A1', unit: A1 }),
    B: await teamOf('B'),
    X: await addTeam(test, { name: 'X', unit: A, members: [people.agtB] }),
  };
  return { units: { root, A, A1, B }, teams, people, emails, keys };
}
