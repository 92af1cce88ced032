import type { Calendar } from '@shouwen/calendar';
import { type Cause, type Change, type Clock, type Entry, MERGED } from './clock.ts';
import { changeTo, unchanged } from './step.ts';

/**
 * Undoes a merge on an obligation of its source: the pause as merged is marked void and credits nothing, so that the
 * clock is the one of a twin that was never merged. Writes one step, `resumed`. What became due meanwhile is found by
 * the next tick. Without effect when it is not merged (it had ended before).
 */
export function liftMerge(clock: Clock, calendar: Calendar, cause: Cause): Change {
  const isMerge = (entry: Entry) => entry.kind === 'paused' && entry.reason === MERGED;
  const merge = clock.history.find((entry) => isMerge(entry) && !entry.void);
  if (!merge) return unchanged(clock);
  const history = takeBack(clock.history, isMerge, cause);
  const detail = { reason: MERGED, void: true, merged_at: merge.at };
  return changeTo(calendar, clock, { ...clock, history }, 'resumed', cause, detail);
}

/**
 * Takes back what the given events did to an obligation, as if they had never been: pauses opened by them are void,
 * pauses ended by them run on until what came later would have ended them, what they completed is open and what they
 * reopened is done again. Exact for events that were marked provisional. An obligation opened by such an event stays;
 * cancel it. Writes one step, `voided`; without effect when the events did nothing here.
 */
export function withoutEvents(
  clock: Clock,
  calendar: Calendar,
  events: readonly string[],
  cause: Cause,
): Change {
  const isOne = (entry: Entry) => entry.kind !== 'opened' && events.includes(entry.event);
  const gone = clock.history.filter((entry) => isOne(entry) && !entry.void);
  if (gone.length === 0) return unchanged(clock);
  const history = takeBack(clock.history, isOne, cause);
  const detail = { events: [...new Set(gone.map((entry) => entry.event))] };
  // Nothing is settled before: what would be missed only because of these events was not missed.
  return changeTo(calendar, clock, { ...clock, history }, 'voided', cause, detail);
}

function takeBack(history: readonly Entry[], which: (entry: Entry) => boolean, cause: Cause): Entry[] {
  return history.map((entry) =>
    which(entry) && !entry.void ? { ...entry, void: { event: cause.event, at: cause.at } } : entry,
  );
}
