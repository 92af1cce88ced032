import type { Tx } from '../tables.ts';

/** Makes the organisation's row at the first start and notes a digest of the secret there. False when another is noted. */
export async function recordSecret(tx: Tx, org: number, now: Date, check: string): Promise<boolean> {
  const noted = await tx
    .selectFrom('organisation')
    .select('secret_check')
    .where('org_id', '=', org)
    .executeTakeFirst();
  // nearly always: nothing to write, so nothing to wait for beside a running server
  if (noted && noted.secret_check !== null) return noted.secret_check === check;
  await tx
    .insertInto('organisation')
    .values({ org_id: org, name: '', created_at: now, config_revision: 1, secret_check: check })
    .onConflict((clash) => clash.column('org_id').doNothing())
    .execute();
  const row = await tx
    .selectFrom('organisation')
    .select('secret_check')
    .where('org_id', '=', org)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (row.secret_check === null)
    await tx.updateTable('organisation').set({ secret_check: check }).where('org_id', '=', org).execute();
  return row.secret_check === null || row.secret_check === check;
}
