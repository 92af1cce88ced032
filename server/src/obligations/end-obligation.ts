import { type Cause, type Change, type Clock, cancel, complete } from '@shouwen/obligations';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { calendarInForce, revive, saveChange } from './store.ts';

/** What was owed is done, by this event. Without effect when it has ended. The ticket that it stands on must be locked. */
export async function completeObligation(tx: Tx, context: Context, id: string, event: string): Promise<void> {
  await end(tx, context, id, event, (clock, cause) => complete(clock, calendarInForce, cause));
}

/** It has lost its object, for this reason: a question was taken back, say. Otherwise the same. */
export async function cancelObligation(
  tx: Tx,
  context: Context,
  id: string,
  reason: string,
  event: string,
): Promise<void> {
  await end(tx, context, id, event, (clock, cause) => cancel(clock, calendarInForce, reason, cause));
}

async function end(
  tx: Tx,
  context: Context,
  id: string,
  event: string,
  operation: (clock: Clock, cause: Cause) => Change,
): Promise<void> {
  const row = await tx
    .selectFrom('obligation')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const loaded = revive(row);
  await saveChange(tx, context, loaded, operation(loaded.clock, { at: context.now, event }));
}
