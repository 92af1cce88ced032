import { type Cause, type Change, cancel, complete, pause, resume } from '@shouwen/obligations';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { actOnRaised } from './act.ts';
import { type LoadedObligation, reviveAll, saveChange } from './store.ts';

/** What was owed is done, by this event. Without effect when it has ended. The ticket that it stands on must be locked. */
export async function completeObligation(tx: Tx, context: Context, id: string, event: string): Promise<void> {
  await change(tx, context, id, event, ({ clock, calendar }, cause) => complete(clock, calendar, cause));
}

/** It has lost its object, for this reason: a question was taken back, say. Otherwise the same. */
export async function cancelObligation(
  tx: Tx,
  context: Context,
  id: string,
  reason: string,
  event: string,
): Promise<void> {
  await change(tx, context, id, event, ({ clock, calendar }, cause) =>
    cancel(clock, calendar, reason, cause),
  );
}

/** Its time stands still for this reason, until `resumeObligation` names the same. Otherwise the same. */
export async function pauseObligation(
  tx: Tx,
  context: Context,
  id: string,
  reason: string,
  event: string,
): Promise<void> {
  await change(tx, context, id, event, ({ clock, calendar }, cause) => pause(clock, calendar, reason, cause));
}

/** Its time runs on. */
export async function resumeObligation(
  tx: Tx,
  context: Context,
  id: string,
  reason: string,
  event: string,
): Promise<void> {
  await change(tx, context, id, event, ({ clock, calendar }, cause) =>
    resume(clock, calendar, reason, cause),
  );
}

async function change(
  tx: Tx,
  context: Context,
  id: string,
  event: string,
  operation: (loaded: LoadedObligation, cause: Cause) => Change,
): Promise<void> {
  const row = await tx
    .selectFrom('obligation')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  for (const loaded of await reviveAll(tx, context.org, [row])) {
    const changed = operation(loaded, { at: context.now, event });
    const saved = await saveChange(tx, context, loaded, changed);
    // what had become due before a pause must not depend on whether the sweep was a second late
    await actOnRaised(tx, context, saved, changed.raised);
  }
}
