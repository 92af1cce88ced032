import type { LocalText, PersonRef } from '@shouwen/api';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { query } from '../platform/sql.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from './find-ticket.ts';

export interface Names {
  user(id: string | null): PersonRef | null;
  team(id: string): { id: string; name: LocalText };
  customer(id: string): { id: string; name: string; kind: 'person' | 'organisation' };
}
interface Wanted {
  users?: (string | null)[];
  teams?: (string | null)[];
  customers?: (string | null)[];
}
/** A name as it is read. */
export interface NameRow {
  what: 'user' | 'team' | 'customer';
  id: string;
  /** a text; of a team in its languages */
  name: string | LocalText;
  kind: 'person' | 'organisation' | null;
}

// Ids come as JSON: of an array PostgreSQL thinks that a plan depends on its length, and plans anew each time. Each name
// is looked up by its key, for that is what a join of so few would not do.
const among = (parameter: number) => `json_array_elements_text($${parameter}) as w (id)`;
const text = `
  select 'user' as what, u.id, to_jsonb(u.name) as name, null as kind from ${among(2)}
  cross join lateral (select id, name from user_account where org_id = $1 and id = w.id::uuid limit 1) u
  union all
  select 'team', t.id, t.name, null from ${among(3)}
  cross join lateral (select id, name from team where org_id = $1 and id = w.id::uuid limit 1) t
  union all
  select 'customer', c.id, to_jsonb(c.name), c.kind from ${among(4)}
  cross join lateral (select id, name, kind from customer where org_id = $1 and id = w.id::uuid limit 1) c`;

/** A row of `ticket` with the names that stand on it. */
export interface NamesOnRow {
  assignee_name: string | null;
  owner_name: string | null;
  team_name: LocalText | null;
  customer_name: string | null;
  customer_kind: NameRow['kind'];
}

const one = (column: string, table: string, id: string) =>
  `(select x.${column} from ${table} x where x.org_id = t.org_id and x.id = t.${id})`;

// each name is looked up by its key
const onRow: Record<keyof NamesOnRow, string> = {
  assignee_name: one('name', 'user_account', 'assignee_id'),
  owner_name: one('name', 'user_account', 'first_contact_owner_id'),
  team_name: one('name', 'team', 'team_id'),
  customer_name: one('name', 'customer', 'customer_id'),
  customer_kind: one('kind', 'customer', 'customer_id'),
};
const column = <Name extends keyof NamesOnRow>(name: Name) => sql.raw<NamesOnRow[Name]>(onRow[name]).as(name);

/** The columns of `NamesOnRow` over `ticket t`, as text and for the query builder. */
export const nameColumns = Object.entries(onRow)
  .map(([name, text]) => `${text} as ${name}`)
  .join(', ');
export const selectNames = [
  column('assignee_name'),
  column('owner_name'),
  column('team_name'),
  column('customer_name'),
  column('customer_kind'),
] as const;

/** The names on a row. */
export function namesOnRow(
  row: NamesOnRow & Pick<TicketRow, 'assignee_id' | 'first_contact_owner_id' | 'team_id' | 'customer_id'>,
): NameRow[] {
  const named = (
    what: NameRow['what'],
    id: string | null,
    name: NameRow['name'] | null,
    kind: NameRow['kind'] = null,
  ): NameRow[] => (id === null || name === null ? [] : [{ what, id, name, kind }]);
  return [
    ...named('user', row.assignee_id, row.assignee_name),
    ...named('user', row.first_contact_owner_id, row.owner_name),
    ...named('team', row.team_id, row.team_name),
    ...named('customer', row.customer_id, row.customer_name, row.customer_kind),
  ];
}

/** The names behind ids, each read once for a whole page. */
export async function namesOf(tx: Tx, context: Context, ids: Wanted): Promise<Names> {
  return namesFrom(await nameRows(tx, context, ids));
}

/** The same as rows, to be put together with others. */
export async function nameRows(
  tx: Tx,
  context: Context,
  { users, teams, customers }: Wanted,
): Promise<NameRow[]> {
  const lists = [users, teams, customers].map((list) => [...new Set(list)].filter((id) => id !== null));
  if (lists.every((list) => list.length === 0)) return [];
  return query(tx, text, [context.org, ...lists.map((list) => JSON.stringify(list))]);
}

/** Names to be asked for by id. */
export function namesFrom(rows: readonly NameRow[]): Names {
  const by = (what: NameRow['what']) =>
    new Map(rows.filter((row) => row.what === what).map((row) => [row.id, row]));
  const [users, teams, customers] = [by('user'), by('team'), by('customer')];
  return {
    user: (id) => (id === null ? null : { id, name: (users.get(id)?.name as string) ?? '' }),
    team: (id) => ({ id, name: teams.get(id)?.name ?? '' }),
    customer: (id) => ({
      id,
      name: (customers.get(id)?.name as string) ?? '',
      kind: customers.get(id)?.kind ?? 'person',
    }),
  };
}
