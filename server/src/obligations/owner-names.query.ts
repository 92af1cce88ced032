import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import type { OwnerNames } from './present-obligation.ts';
import type { ObligationRow } from './store.ts';

/** The names of those who owe some obligations, each read once. */
export async function ownerNames(
  tx: Tx,
  context: Context,
  rows: readonly Pick<ObligationRow, 'owner_user_id' | 'owner_team_id'>[],
): Promise<OwnerNames> {
  const wanted = (ids: (string | null)[]) => [...new Set(ids)].filter((id) => id !== null);
  const [userIds, teamIds] = [
    wanted(rows.map((row) => row.owner_user_id)),
    wanted(rows.map((row) => row.owner_team_id)),
  ];
  const [users, teams] = await Promise.all([
    userIds.length > 0
      ? tx
          .selectFrom('user_account')
          .select(['id', 'name'])
          .where('org_id', '=', context.org)
          .where('id', 'in', userIds)
          .execute()
      : [],
    teamIds.length > 0
      ? tx
          .selectFrom('team')
          .select(['id', 'name'])
          .where('org_id', '=', context.org)
          .where('id', 'in', teamIds)
          .execute()
      : [],
  ]);
  return {
    user: (id) => (id === null ? null : { id, name: users.find((user) => user.id === id)?.name ?? '' }),
    team: (id) => ({ id, name: teams.find((team) => team.id === id)?.name ?? '' }),
  };
}
