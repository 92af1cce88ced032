import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { everyIdOf, topsOf, treesOf } from './merged-customers.ts';
import { customersWhere } from './policy.ts';

/** Every id that an organisation and those who belong to it go by; members whom the viewer may not see are left out. */
export async function idsOfOrganisation(tx: Tx, context: Context, id: string): Promise<string[]> {
  const own = await everyIdOf(tx, context, id);
  const members = await tx
    .selectFrom('customer_affiliation as a')
    .innerJoin('customer as c', (join) =>
      join.onRef('c.org_id', '=', 'a.org_id').onRef('c.id', '=', 'a.person_id'),
    )
    .select('a.person_id')
    .where('a.org_id', '=', context.org)
    .where('a.organisation_id', 'in', own)
    .where(customersWhere(context))
    .execute();
  const people = members.map((row) => row.person_id);
  const tops = new Set((await topsOf(tx, context, people)).values());
  const trees = await treesOf(tx, context, [...tops]);
  return [...new Set([...own, ...trees.map((row) => row.id)])];
}
