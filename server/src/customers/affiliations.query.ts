import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import type { CustomerUnion } from './customer-union.query.ts';
import { topsOf } from './merged-customers.ts';
import { customersWhere } from './policy.ts';

export interface Affiliated {
  id: string;
  name: string;
  role: string | null;
}

/**
 * The organisations of persons and the members of organisations, by name. One that was merged shows as the customer
 * that it now stands for, once; the role in the customer's own record goes first. Those that the viewer may not see are
 * left out.
 */
export async function affiliatedWith(
  tx: Tx,
  context: Context,
  unions: readonly CustomerUnion[],
): Promise<Map<string, Affiliated[]>> {
  const found = new Map<string, Affiliated[]>(unions.map(({ customer }) => [customer.id, []]));
  const edges = await edgesOf(tx, context, unions);
  const tops = await topsOf(tx, context, [...new Set(edges.map((edge) => edge.other))]);
  const names = await namesOf(tx, context, [...new Set(tops.values())]);
  for (const { top, other, role } of edges) {
    const id = tops.get(other) ?? other;
    const name = names.get(id);
    const list = found.get(top) ?? [];
    if (name !== undefined && !list.some((one) => one.id === id)) list.push({ id, name, role });
  }
  for (const list of found.values()) list.sort((a, b) => (a.name < b.name ? -1 : 1));
  return found;
}

interface Edge {
  top: string;
  /** the customer at the other end */
  other: string;
  role: string | null;
}

async function edgesOf(tx: Tx, context: Context, unions: readonly CustomerUnion[]): Promise<Edge[]> {
  const topOf = new Map(unions.flatMap(({ customer, ids }) => ids.map((id) => [id, customer.id] as const)));
  const side = async (kind: 'person' | 'organisation') => {
    const ids = unions.filter(({ customer }) => customer.kind === kind).flatMap((union) => union.ids);
    if (ids.length === 0) return [];
    const [here, there] =
      kind === 'person'
        ? (['person_id', 'organisation_id'] as const)
        : (['organisation_id', 'person_id'] as const);
    const rows = await tx
      .selectFrom('customer_affiliation')
      .select([`${here} as here`, `${there} as other`, 'role'])
      .where('org_id', '=', context.org)
      .where(here, 'in', ids)
      .execute();
    const own = (row: { here: string }) => Number(topOf.get(row.here) === row.here);
    return rows
      .sort((a, b) => own(b) - own(a))
      .map(({ here: id, other, role }) => ({ top: topOf.get(id) ?? id, other, role }));
  };
  return [...(await side('person')), ...(await side('organisation'))];
}

async function namesOf(tx: Tx, context: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('customer as c')
    .select(['c.id', 'c.name'])
    .where('c.org_id', '=', context.org)
    .where('c.id', 'in', [...ids])
    .where(customersWhere(context))
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
