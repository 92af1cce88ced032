import {
  type Cause,
  type Change,
  type Clock,
  cancel,
  liftMerge,
  MERGED,
  pause,
  withoutEvents,
} from '@shouwen/obligations';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { actOnRaised } from './act.ts';
import { type LoadedObligation, lockObligations, saveChange } from './store.ts';

interface Owner {
  owner_user_id: string | null;
  owner_team_id: string | null;
}

/** Pauses everything that is owed on a ticket that is merged into another. The ticket must be locked. */
export async function pauseAsMerged(tx: Tx, context: Context, ticketId: string, cause: Cause): Promise<void> {
  await changeEach(tx, context, ticketId, ({ clock, calendar }) => pause(clock, calendar, MERGED, cause));
}

/** Undoes that pause: it is void and credits nothing, as if the ticket had never been merged. */
export async function resumeUnmerged(
  tx: Tx,
  context: Context,
  ticketId: string,
  cause: Cause,
): Promise<void> {
  await changeEach(tx, context, ticketId, ({ clock, calendar }) => liftMerge(clock, calendar, cause));
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
  for (const loaded of await lockObligations(tx, context, ticketId)) {
    if (events.includes(loaded.row.opened_by)) {
      const gone = cancel(loaded.clock, loaded.calendar, 'taken_back', cause);
      await saveChange(tx, context, loaded, gone);
      continue;
    }
    const change = withoutEvents(loaded.clock, loaded.calendar, events, cause);
    if (change.clock === loaded.clock) continue;
    const owner = await ownerWhenDone(tx, context, loaded, change.clock);
    await saveChange(tx, context, loaded, change, { owner });
  }
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

/** Of what is done again: who owed it then, when it was given to others since. What still runs follows its ticket. */
async function ownerWhenDone(
  tx: Tx,
  context: Context,
  { row }: LoadedObligation,
  clock: Clock,
): Promise<Owner | undefined> {
  const event = doneBy(clock);
  if (clock.state !== 'done' || event === null) return undefined;
  const steps = await tx
    .selectFrom('obligation_step')
    .select(['kind', 'event_id', 'detail'])
    .where('org_id', '=', context.org)
    .where('obligation_id', '=', row.id)
    .where('kind', 'in', ['done', 'owner_changed'])
    .orderBy('seq')
    .execute();
  const then = steps.findIndex((step) => step.kind === 'done' && step.event_id === event);
  const given = steps.slice(then + 1).find((step) => step.kind === 'owner_changed');
  return (given?.detail.detail as { from: Owner } | undefined)?.from;
}

/** The event that completed it; what says so again later is without effect. */
function doneBy(clock: Clock): string | null {
  let event: string | null = null;
  for (const entry of clock.history) {
    if (entry.void) continue;
    if (entry.kind === 'done') event ??= entry.event;
    if (entry.kind === 'reopened') event = null;
  }
  return event;
}
