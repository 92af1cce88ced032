import type { Condition } from '@shouwen/conditions';

/** Stands for whoever looks at the view, where a person is asked for. */
export const me = 'me';
/** Stands for the teams of whoever looks at the view, where a team is asked for. */
export const myTeams = 'my_teams';

/** What the stand-ins of a condition mean: for one reader, or to look whether it can be read at all. */
export interface Reader {
  userId: string;
  teams: readonly string[];
}

const peopleFields = new Set(['assignee', 'first_contact_owner', 'watchers', 'asked', 'tasked']);

/**
 * The condition with `me` and `my_teams` filled in, so that one view shows each of its readers what is theirs. Takes what
 * came from outside as it is: whoever reads it next says what is wrong with it.
 */
export function filledIn(given: unknown, reader: Reader): unknown {
  if (Array.isArray(given)) return given.map((part) => filledIn(part, reader));
  if (!isMap(given)) return given;
  if (typeof given.field === 'string') return leafFilledIn(given, given.field, reader);
  return Object.fromEntries(Object.entries(given).map(([key, part]) => [key, filledIn(part, reader)]));
}

function leafFilledIn(leaf: Record<string, unknown>, field: string, { userId, teams }: Reader): unknown {
  const people = peopleFields.has(field);
  if (field !== 'team' && !people) return leaf;
  const each = (value: unknown): unknown[] => {
    if (people) return [value === me ? userId : value];
    return value === myTeams ? [...teams] : [value];
  };
  return Object.fromEntries(
    Object.entries(leaf).map(([key, value]) => {
      if (key === 'field') return [key, value];
      if (Array.isArray(value)) return [key, value.flatMap(each)];
      if (key === 'is' && value === myTeams && !people) return ['in', [...teams]];
      return [key, people && value === me ? userId : value];
    }),
  );
}

// no record has these ids
const somebody: Reader = {
  userId: '00000000-0000-7000-8000-000000000001',
  teams: ['00000000-0000-7000-8000-000000000002'],
};

/** Reads a condition by `parse` with the stand-ins in their places, and gives what was understood with them again. */
export function readWithStandIns(given: unknown, parse: (filled: unknown) => Condition): Condition {
  const [anyTeam] = somebody.teams;
  const back = (value: unknown): unknown => {
    if (value === somebody.userId) return me;
    if (value === anyTeam) return myTeams;
    if (Array.isArray(value)) return value.map(back);
    if (!isMap(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, back(part)]));
  };
  return back(parse(filledIn(given, somebody))) as Condition;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
