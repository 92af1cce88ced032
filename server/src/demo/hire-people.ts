import type { Context } from '../context.ts';
import { storePassword } from '../people/change-password.ts';
import { createUser } from '../people/create-user.ts';
import { hashPassword } from '../people/passwords.ts';
import { changeTeam, createTeam } from '../people/teams.ts';
import { changeUnit, createUnit } from '../people/units.ts';
import type { Tx } from '../tables.ts';
import type { Cast, CastPerson } from './cast.ts';

/** The ids of what was founded and hired, by the keys of the cast. */
export interface Places {
  units: Record<string, string>;
  teams: Record<string, string>;
  people: Record<string, string>;
}

/** Founds the units below the root. Its rights there come with the next look at the organisation tree. */
export async function foundUnits(
  tx: Tx,
  admin: Context,
  cast: Cast,
  rootId: string,
): Promise<Record<string, string>> {
  const founded: Record<string, string> = {};
  for (const unit of cast.units)
    founded[unit.key] = await createUnit(tx, admin, { name: unit.name, parent_id: rootId });
  return founded;
}

/** Makes the teams, hires everybody and puts leads and heads in their places. */
export async function hirePeople(
  tx: Tx,
  admin: Context,
  cast: Cast,
  founded: Record<string, string>,
): Promise<Places> {
  const { units, teams, people } = cast;
  const places: Places = { units: founded, teams: {}, people: { admin: admin.actor.id ?? '' } };
  const at = (map: Record<string, string>, key: string): string => {
    const id = map[key];
    if (!id) throw new Error(`the cast names ${key}, which is not there`);
    return id;
  };
  for (const team of teams)
    places.teams[team.key] = await createTeam(tx, admin, {
      name: team.name,
      unit_id: at(founded, team.unit),
    });
  const password = await hashPassword(cast.password);
  for (const person of people) {
    const id = await createUser(
      tx,
      admin,
      bodyOf(cast, person, (map, key) => at(places[map], key)),
    );
    await storePassword(tx, admin, id, password);
    places.people[person.key] = id;
  }
  for (const unit of units)
    await changeUnit(tx, admin, at(founded, unit.key), { head_id: at(places.people, unit.head) });
  for (const team of teams)
    await changeTeam(tx, admin, at(places.teams, team.key), { lead_id: at(places.people, team.lead) });
  return places;
}

function bodyOf(
  cast: Cast,
  person: CastPerson,
  idOf: (map: keyof Places, key: string) => string,
): Parameters<typeof createUser>[2] {
  return {
    email: cast.address(person.key),
    name: person.name,
    language: person.language,
    time_zone: person.timeZone,
    reports_to_id: person.reportsTo ? idOf('people', person.reportsTo) : null,
    roles: [{ role: person.role, unit_id: idOf('units', person.unit) }],
    team_ids: person.teams.map((team) => idOf('teams', team)),
  };
}
