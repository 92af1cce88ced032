import type { Context } from '../context.ts';
import { invalid } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { requireStaff } from './find-people.ts';

/**
 * Checks that a person may report to another: a member of staff who does not report to that person in turn, however
 * far up. Needs the lock of `lockPeople`. Throws `Refusal` naming the field.
 */
export async function requireLeader(
  tx: Tx,
  context: Context,
  personId: string,
  leaderId: string,
  field = 'reports_to_id',
): Promise<void> {
  await requireStaff(tx, context, leaderId, field);
  if (await leads(tx, context, personId, leaderId)) throw invalid(field, 'reports_in_circle');
}

/** Whether the chain of command goes up from a person to that leader; a person counts as their own. */
export async function leads(tx: Tx, context: Context, leaderId: string, personId: string): Promise<boolean> {
  const row = await tx
    .withRecursive('above', (with_) =>
      with_
        .selectFrom('user_account')
        .select(['id', 'reports_to_id'])
        .where('org_id', '=', context.org)
        .where('id', '=', personId)
        .union((union) =>
          union
            .selectFrom('user_account as leader')
            .innerJoin('above', 'above.reports_to_id', 'leader.id')
            .select(['leader.id', 'leader.reports_to_id'])
            .where('leader.org_id', '=', context.org),
        ),
    )
    .selectFrom('above')
    .select('id')
    .where('id', '=', leaderId)
    .executeTakeFirst();
  return row !== undefined;
}
