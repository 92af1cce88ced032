import { type Cause, type Change, liftMerge, MERGED, pause, withoutEvents } from '@shouwen/obligations';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { actOnRaised } from './act.ts';
import { calendarInForce, type LoadedObligation, lockObligations, saveChange } from './store.ts';

/** Pauses everything that is owed on a ticket that is merged into another. The ticket must be locked. */
export async function pauseAsMerged(tx: Tx, context: Context, ticketId: string, cause: Cause): Promise<void> {
  await changeEach(tx, context, ticketId, ({ clock }) => pause(clock, calendarInForce, MERGED, cause));
}

/** Undoes that pause: it is void and credits nothing, as if the ticket had never been merged. */
export async function resumeUnmerged(
  tx: Tx,
  context: Context,
  ticketId: string,
  cause: Cause,
): Promise<void> {
  await changeEach(tx, context, ticketId, ({ clock }) => liftMerge(clock, calendarInForce, cause));
}

/** Makes what is owed on a ticket what it would be without these events, which were marked provisional. */
export async function takeBackEvents(
  tx: Tx,
  context: Context,
  ticketId: string,
  events: readonly string[],
  cause: Cause,
): Promise<void> {
  if (events.length === 0) return;
  await changeEach(tx, context, ticketId, ({ clock }) =>
    withoutEvents(clock, calendarInForce, events, cause),
  );
}

async function changeEach(
  tx: Tx,
  context: Context,
  ticketId: string,
  operation: (loaded: LoadedObligation) => Change,
): Promise<void> {
  for (const loaded of await lockObligations(tx, context, ticketId)) {
    const change = operation(loaded);
    const saved = await saveChange(tx, context, loaded, change);
    await actOnRaised(tx, context, saved, change.raised);
  }
}
