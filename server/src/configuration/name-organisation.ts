import type { Tx } from '../tables.ts';

/** Gives the organisation its name; makes its row when the start did not. */
export async function nameOrganisation(tx: Tx, org: number, now: Date, name: string): Promise<void> {
  await tx
    .insertInto('organisation')
    .values({ org_id: org, name, created_at: now, config_revision: 1, secret_check: null })
    .onConflict((clash) => clash.column('org_id').doUpdateSet({ name }))
    .execute();
}
