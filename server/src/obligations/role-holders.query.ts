import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';

/** Who holds these roles in a unit and above it, nearest first. */
export async function holdersOf(
  tx: Tx,
  context: Context,
  roles: readonly string[],
  unitId: string,
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  if (roles.length === 0) return found;
  const upwards = context.configuration.unitsAbove(unitId);
  const rows = await tx
    .selectFrom('role_grant as g')
    .innerJoin('user_account as u', (join) =>
      join.onRef('u.org_id', '=', 'g.org_id').onRef('u.id', '=', 'g.user_id'),
    )
    .select(['g.role_key', 'g.unit_id', 'u.id'])
    .where('g.org_id', '=', context.org)
    .where('g.role_key', 'in', [...new Set(roles)])
    .where('g.unit_id', 'in', upwards)
    .where('u.state', '=', 'active')
    .orderBy('u.id')
    .execute();
  for (const unit of upwards)
    for (const { role_key, id } of rows.filter((row) => row.unit_id === unit))
      found.set(role_key, [...(found.get(role_key) ?? []), id]);
  return found;
}
