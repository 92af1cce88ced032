import { statusCategories } from '@shouwen/api';
import { allOf, always, anyOf, type Condition, not } from '@shouwen/conditions';
import { type Clause, foldTag, type Query, readQuery } from '@shouwen/search';
import { sql } from 'kysely';
import type { Configuration } from '../configuration/configuration.ts';
import type { Context } from '../context.ts';
import { can } from '../people/viewer.ts';
import type { Tx } from '../tables.ts';
import { startOfDay } from './start-of-day.ts';

/** What was typed, as far as it is about rows and as far as it is about words. */
export interface Understood {
  condition: Condition;
  clauses: Clause[];
  /** nothing can be found by it */
  hopeless: boolean;
}

/** Reads what a viewer typed: statuses by key, category or name in any language, dates as days of the viewer. Never fails. */
export async function understand(tx: Tx, context: Context, typed: string): Promise<Understood> {
  const { configuration } = context;
  const query = readQuery(typed, {
    isStatus: (name) => statusCondition(configuration, name) !== null,
    contacts: can(context.viewer, 'customer.read'),
  });
  const statuses = (names: string[]) =>
    anyOf(...names.flatMap((name) => statusCondition(configuration, name) ?? []));
  const numbers = async (list: number[]): Promise<Condition> => ({
    field: 'number',
    in: await shownAs(tx, context, list),
  });
  const parts: Condition[] = [...dates(query, context.viewer?.timeZone ?? 'UTC')];
  if (query.statuses.length > 0) parts.push(statuses(query.statuses));
  if (query.notStatuses.length > 0) parts.push(not(statuses(query.notStatuses)));
  if (query.numbers.length > 0) parts.push(await numbers(query.numbers));
  if (query.notNumbers.length > 0) parts.push(not(await numbers(query.notNumbers)));
  return {
    condition: parts.length > 0 ? allOf(...parts) : always,
    clauses: query.clauses,
    hopeless: query.hopeless,
  };
}

function dates({ before, after }: Query, zone: string): Condition[] {
  return [
    ...(before ? [{ field: 'opened_at', before: startOfDay(before, zone).toISOString() }] : []),
    ...(after ? [{ field: 'opened_at', at_least: startOfDay(after, zone).toISOString() }] : []),
  ];
}

/** The statuses that a person may mean; null when there is none of that name. */
function statusCondition(configuration: Configuration, typed: string): Condition | null {
  const name = foldTag(typed);
  const plain = name.replaceAll(' ', '_');
  const keys = configuration
    .list('statuses')
    .filter(({ key, value }) => key === plain || namesOf(value.name).some((one) => foldTag(one) === name))
    .map(({ key }) => key);
  const categories = statusCategories.filter((category) => category === plain);
  const parts: Condition[] = [];
  if (keys.length > 0) parts.push({ field: 'status', in: keys });
  if (categories.length > 0) parts.push({ field: 'status_category', in: categories });
  return parts.length > 0 ? anyOf(...parts) : null;
}

const namesOf = (name: string | Partial<Record<string, string>>): string[] =>
  typeof name === 'string' ? [name] : Object.values(name).filter((one) => one !== undefined);

/** The numbers under which tickets are shown: a merged one leads to its target. */
async function shownAs(tx: Tx, context: Context, numbers: number[]): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    with recursive way (number, further) as (
      select number, merged_into_id from ticket where org_id = ${context.org} and number = any(${numbers}::bigint[])
      union
      select target.number, target.merged_into_id from ticket target join way on target.id = way.further
      where target.org_id = ${context.org}
    )
    select number from way where further is null`.execute(tx);
  return rows.map((row) => row.number);
}
