import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';

/** Lets locked tickets go by another version of the policies, when nothing that is owed on them changes by it. */
export async function pinVersion(
  tx: Tx,
  context: Context,
  tickets: readonly string[],
  policyVersion: string,
): Promise<void> {
  if (tickets.length === 0) return;
  await tx
    .updateTable('ticket')
    .set({ policy_version: policyVersion })
    .where('org_id', '=', context.org)
    .where('id', 'in', tickets)
    .execute();
}
