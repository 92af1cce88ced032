import type { LocalText, PersonRef } from '@shouwen/api';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';

export interface Names {
  user(id: string | null): PersonRef | null;
  team(id: string): { id: string; name: LocalText };
  customer(id: string): { id: string; name: string; kind: 'person' | 'organisation' };
}

/** The names behind ids, each read once for a whole page. */
export async function namesOf(
  tx: Tx,
  context: Context,
  ids: { users?: (string | null)[]; teams?: (string | null)[]; customers?: (string | null)[] },
): Promise<Names> {
  const wanted = (list: (string | null)[] | undefined) => [...new Set(list)].filter((id) => id !== null);
  const [userIds, teamIds, customerIds] = [wanted(ids.users), wanted(ids.teams), wanted(ids.customers)];
  const [users, teams, customers] = await Promise.all([
    userIds.length
      ? tx
          .selectFrom('user_account')
          .select(['id', 'name'])
          .where('org_id', '=', context.org)
          .where('id', 'in', userIds)
          .execute()
      : [],
    teamIds.length
      ? tx
          .selectFrom('team')
          .select(['id', 'name'])
          .where('org_id', '=', context.org)
          .where('id', 'in', teamIds)
          .execute()
      : [],
    customerIds.length
      ? tx
          .selectFrom('customer')
          .select(['id', 'name', 'kind'])
          .where('org_id', '=', context.org)
          .where('id', 'in', customerIds)
          .execute()
      : [],
  ]);
  const by = <T extends { id: string }>(rows: T[]) => new Map(rows.map((row) => [row.id, row]));
  const [userBy, teamBy, customerBy] = [by(users), by(teams), by(customers)];
  return {
    user: (id) => (id === null ? null : { id, name: userBy.get(id)?.name ?? '' }),
    team: (id) => ({ id, name: teamBy.get(id)?.name ?? '' }),
    customer: (id) => ({
      id,
      name: customerBy.get(id)?.name ?? '',
      kind: customerBy.get(id)?.kind ?? 'person',
    }),
  };
}
