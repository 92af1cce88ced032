import type { Context } from '../context.ts';
import { invalid } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { topsOf } from './merged-customers.ts';
import { customersWhere } from './policy.ts';

/**
 * The organisations that a person is to belong to: a merged one counts as the one that it now stands for.
 * Throws `Refusal` naming the place of an id that is no organisation which the viewer may see.
 */
export async function checkOrganisations(
  tx: Tx,
  context: Context,
  kind: 'person' | 'organisation',
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  if (kind !== 'person') throw invalid('organisation_ids', 'persons_only');
  const tops = await topsOf(tx, context, ids);
  const rows = await tx
    .selectFrom('customer as c')
    .select('c.id')
    .where('c.org_id', '=', context.org)
    .where('c.id', 'in', [...new Set([...tops.values(), ...ids])])
    .where('c.kind', '=', 'organisation')
    .where(customersWhere(context))
    .execute();
  const known = new Set(rows.map((row) => row.id));
  const wanted = ids.map((id, index) => {
    const top = tops.get(id) ?? id;
    if (!known.has(top)) throw invalid(`organisation_ids.${index}`, 'organisation_unknown');
    return top;
  });
  return [...new Set(wanted)];
}

/** Writes that a person belongs to organisations; what stands already stays. */
export async function insertAffiliations(
  tx: Tx,
  context: Context,
  rows: readonly { person_id: string; organisation_id: string; role: string | null }[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto('customer_affiliation')
    .values(rows.map((row) => ({ org_id: context.org, ...row })))
    .onConflict((clash) => clash.doNothing())
    .execute();
}
