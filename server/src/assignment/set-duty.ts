import type { DutyOf, DutyState } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Tx } from '../tables.ts';

/** Says how one is: available, away or off. Saying the same again keeps the moment since when. */
export async function setMyDuty(tx: Tx, context: Context, state: DutyState): Promise<z.input<typeof DutyOf>> {
  const { userId } = viewerOf(context);
  const before = await tx
    .selectFrom('duty')
    .select(['state', 'since'])
    .where('org_id', '=', context.org)
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst();
  if (before?.state === state) return { user_id: userId, state, since: before.since.toISOString() };
  await tx
    .insertInto('duty')
    .values({ org_id: context.org, user_id: userId, state, since: context.now })
    .onConflict((clash) => clash.columns(['org_id', 'user_id']).doUpdateSet({ state, since: context.now }))
    .execute();
  await appendEvent(tx, context, {
    kind: 'user.duty_changed',
    subject: { kind: 'user', id: userId },
    data: { from: before?.state ?? 'off', to: state },
  });
  return { user_id: userId, state, since: context.now.toISOString() };
}
