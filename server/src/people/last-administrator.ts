import type { Context } from '../context.ts';
import { conflict } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';

/** The role that keeps every permission, so that somebody can always put things right. */
export const administratorRole = 'administrator';

/**
 * Throws unless an active administrator of the whole organisation is there. Called after whatever could take the last
 * one away, under the lock of `lockPeople`; the transaction then undoes it.
 */
export async function requireAdministrator(tx: Tx, context: Context): Promise<void> {
  const somebody = await tx
    .selectFrom('role_grant as g')
    .innerJoin('user_account as u', (join) =>
      join.onRef('u.org_id', '=', 'g.org_id').onRef('u.id', '=', 'g.user_id'),
    )
    .innerJoin('unit as root', (join) =>
      join.onRef('root.org_id', '=', 'g.org_id').onRef('root.id', '=', 'g.unit_id'),
    )
    .select('u.id')
    .where('g.org_id', '=', context.org)
    .where('g.role_key', '=', administratorRole)
    .where('root.parent_id', 'is', null)
    .where('u.state', '=', 'active')
    .limit(1)
    .executeTakeFirst();
  if (!somebody) throw conflict('last_administrator');
}
