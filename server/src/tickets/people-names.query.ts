import type { LocalText, PersonRef } from '@shouwen/api';
import type { Context } from '../context.ts';
import { query } from '../platform/sql.ts';
import type { Tx } from '../tables.ts';

export interface Names {
  user(id: string | null): PersonRef | null;
  team(id: string): { id: string; name: LocalText };
  customer(id: string): { id: string; name: string; kind: 'person' | 'organisation' };
}
interface Row {
  what: 'user' | 'team' | 'customer';
  id: string;
  /** a text; of a team in its languages */
  name: string | LocalText;
  kind: 'person' | 'organisation' | null;
}

/** The owners of the obligations of tickets count among those asked for: what else is shown is asked in the same round trip. */
const text = `
  select 'user' as what, u.id, to_jsonb(u.name) as name, null as kind from user_account u
  where u.org_id = $1 and u.id = any ($2::uuid[] || array(
    select o.owner_user_id from obligation o where o.org_id = $1 and o.ticket_id = any ($5::uuid[])))
  union all
  select 'team', t.id, t.name, null from team t
  where t.org_id = $1 and t.id = any ($3::uuid[] || array(
    select o.owner_team_id from obligation o where o.org_id = $1 and o.ticket_id = any ($5::uuid[])))
  union all
  select 'customer', c.id, to_jsonb(c.name), c.kind from customer c where c.org_id = $1 and c.id = any ($4::uuid[])`;

/**
 * The names behind ids, each read once for a whole page. `ownersOf` are tickets: the names of those who owe something
 * there are read as well.
 */
export async function namesOf(
  tx: Tx,
  context: Context,
  ids: {
    users?: (string | null)[];
    teams?: (string | null)[];
    customers?: (string | null)[];
    ownersOf?: readonly string[];
  },
): Promise<Names> {
  const wanted = (list: (string | null)[] | undefined) => [...new Set(list)].filter((id) => id !== null);
  const lists = [wanted(ids.users), wanted(ids.teams), wanted(ids.customers), ids.ownersOf ?? []];
  const rows = lists.every((list) => list.length === 0)
    ? []
    : await query<Row>(tx, text, [context.org, ...lists]);
  const by = (what: Row['what']) =>
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
