import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';

/** Whether two customer records are one person: the same, or merged into the same. */
export async function isSameCustomer(tx: Tx, context: Context, one: string, other: string): Promise<boolean> {
  if (one === other) return true;
  const canonical = await canonicalCustomers(tx, context, [one, other]);
  return canonical.get(one) === canonical.get(other);
}

/** For each customer record the one that stands for the person: itself, or what it was merged into. */
export async function canonicalCustomers(
  tx: Tx,
  context: Context,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const found = new Map(ids.map((id) => [id, id]));
  // a record that was merged may have been merged into one that was merged later
  for (let wanted = [...new Set(ids)]; wanted.length > 0; ) {
    const rows = await tx
      .selectFrom('customer')
      .select(['id', 'merged_into_id'])
      .where('org_id', '=', context.org)
      .where('id', 'in', wanted)
      .where('merged_into_id', 'is not', null)
      .execute();
    for (const { id, merged_into_id } of rows)
      for (const [key, stands] of found)
        if (stands === id && merged_into_id !== null) found.set(key, merged_into_id);
    wanted = [...new Set(rows.map((row) => row.merged_into_id).filter((id) => id !== null))];
  }
  return found;
}
