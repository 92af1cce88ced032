import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { conflict } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { lockManaged } from './lock-people.ts';
import { forgetTries } from './sign-in-tries.ts';

/**
 * Lets a person who had left back in, with the roles and teams of before: the viewer must hold every right that comes
 * back with them. What was handed over stays with the successor; keys stay revoked.
 */
export async function reactivateUser(tx: Tx, context: Context, id: string): Promise<void> {
  const { row } = await lockManaged(tx, context, id);
  if (row.state !== 'deactivated') throw conflict('user_not_deactivated');
  await tx
    .updateTable('user_account')
    .set({
      state: row.password_hash === null ? 'invited' : 'active',
      deactivated_at: null,
      successor_id: null,
      version: row.version + 1,
    })
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .execute();
  await forgetTries(tx, context, row.email);
  await appendEvent(tx, context, { kind: 'user.reactivated', subject: { kind: 'user', id } });
}
