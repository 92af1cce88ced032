import type { Calendar } from '@shouwen/calendar';
import {
  type Cause,
  type Change,
  type Clock,
  type Entry,
  MERGED,
  RESOLVED,
  type State,
  type Terms,
} from './clock.ts';
import { derive } from './derive.ts';
import { apply, read } from './history.ts';
import { checkTerms } from './marks.ts';
import { changeTo, stepOf, unchanged } from './step.ts';
import { tick } from './tick.ts';

/** A person tried to waive what is no longer owed. */
export class ObligationEnded extends Error {
  readonly state: State;
  constructor(state: State) {
    super(`The obligation is ${state}; only an open or paused one can be waived.`);
    this.name = 'ObligationEnded';
    this.state = state;
  }
}

/**
 * Begins an obligation. Its start may lie before the moment of recording, as with a phone call noted later, or when it
 * is found only now that it is owed; then `before` are the pauses that lie between.
 *
 * @throws RangeError when a figure of the terms is out of range.
 */
export function open(
  calendar: Calendar,
  startedAt: Date,
  terms: Terms,
  cause: Cause,
  before: readonly (Entry & { kind: 'paused' | 'resumed' })[] = [],
): Change {
  checkTerms(terms);
  const clock = derive(calendar, {
    started_at: startedAt,
    history: [entryOf(cause, { kind: 'opened', terms }), ...before],
    fired: [],
  });
  const detail = { started_at: startedAt, target: terms.target };
  return { clock, steps: [stepOf(calendar, null, clock, 'opened', cause, detail)], raised: [] };
}

/**
 * Stops consumption for a reason. Reasons overlap freely; it is paused while any of them lasts. Without effect when
 * this reason already pauses it, or when it has ended.
 *
 * @throws RangeError for the reason `resolved`, which is what `complete` records.
 */
export function pause(clock: Clock, calendar: Calendar, reason: string, cause: Cause): Change {
  if (reason === RESOLVED) throw new RangeError('A pause as resolved is made by completing.');
  return enact(clock, calendar, entryOf(cause, { kind: 'paused', reason }), cause, { reason });
}

/**
 * Ends the pause by one reason. Without effect when that does not pause it, or when it has ended.
 *
 * @throws RangeError for the reasons `resolved` and `merged`, which are ended by `reopen` and `liftMerge`.
 */
export function resume(clock: Clock, calendar: Calendar, reason: string, cause: Cause): Change {
  if (reason === RESOLVED || reason === MERGED) {
    throw new RangeError(`A pause as ${reason} is not ended by resuming.`);
  }
  const others = clock.paused_for.filter((other) => other !== reason);
  const detail = others.length === 0 ? { reason } : { reason, still_paused_for: others };
  return enact(clock, calendar, entryOf(cause, { kind: 'resumed', reason }), cause, detail);
}

/**
 * Puts other terms in force, computed anew from the start with all pauses kept. Without effect when they are the same,
 * or when it has ended (re-target after reopening). `why` is what the ledger tells beside the targets.
 *
 * @throws RangeError when a figure of the terms is out of range.
 */
export function retarget(
  clock: Clock,
  calendar: Calendar,
  terms: Terms,
  cause: Cause,
  why: Record<string, unknown> = {},
): Change {
  checkTerms(terms);
  const detail = { target_before: clock.terms.target, target_after: terms.target, ...why };
  return enact(clock, calendar, entryOf(cause, { kind: 'retargeted', terms }), cause, detail);
}

/**
 * Counts it anew on another calendar, from the start with all pauses kept: the calendar was corrected, or another one
 * counts now. Calendars are facts, so nothing is settled on the old one first; an outcome `missed` goes when the new due
 * moment lies in the future. Without effect when it has ended, or when no moment of it changes.
 */
export function recalculate(
  clock: Clock,
  calendar: Calendar,
  detail: Record<string, unknown>,
  cause: Cause,
): Change {
  if (clock.state !== 'open' && clock.state !== 'paused') return unchanged(clock);
  const { started_at, history, fired } = clock;
  const change = changeTo(calendar, clock, { started_at, history, fired }, 'recalculated', cause, detail);
  return sameMoments(clock, change.clock) ? unchanged(clock) : change;
}

function sameMoments(a: Clock, b: Clock): boolean {
  const moments = (clock: Clock) => [clock.budget_ms, clock.remaining_ms, clock.outcome, clock.fired];
  const text = (clock: Clock) => JSON.stringify([clock.due_at, clock.next_at, ...moments(clock)]);
  return text(a) === text(b);
}

/**
 * What was owed is done: kept at or before the due instant, late after it. Ends every pause but a merge. While paused it
 * is kept as long as the budget was not used up before. Without effect when it has ended.
 */
export function complete(clock: Clock, calendar: Calendar, cause: Cause): Change {
  return enact(clock, calendar, entryOf(cause, { kind: 'done' }), cause, {});
}

/**
 * Takes up again what was done. The time since then counts as a pause, the outcome is open again; when the due moment
 * has passed, the next tick finds it missed. Without effect unless it is done.
 */
export function reopen(clock: Clock, calendar: Calendar, cause: Cause): Change {
  return enact(clock, calendar, entryOf(cause, { kind: 'reopened' }), cause, { done_at: clock.done_at });
}

/**
 * A person lets it go, for a reason.
 *
 * @throws ObligationEnded when there is nothing left to waive.
 */
export function waive(clock: Clock, calendar: Calendar, reason: string, cause: Cause): Change {
  if (clock.state !== 'open' && clock.state !== 'paused') throw new ObligationEnded(clock.state);
  return enact(clock, calendar, entryOf(cause, { kind: 'waived' }), cause, { reason });
}

/** It has lost its object, for example because its ticket is spam. Without effect when it has ended. */
export function cancel(clock: Clock, calendar: Calendar, reason: string, cause: Cause): Change {
  return enact(clock, calendar, entryOf(cause, { kind: 'cancelled' }), cause, { reason });
}

/** A line in the ledger for a new owner; the clock runs on as it was. */
export function changeOwner(
  clock: Clock,
  calendar: Calendar,
  detail: Record<string, unknown>,
  cause: Cause,
): Change {
  return { clock, steps: [stepOf(calendar, clock, clock, 'owner_changed', cause, detail)], raised: [] };
}

type What = Entry extends infer One
  ? One extends Entry
    ? Omit<One, 'event' | 'at' | 'provisional' | 'void'>
    : never
  : never;

function entryOf<W extends What>(cause: Cause, what: W) {
  return {
    event: cause.event,
    at: cause.at,
    ...(cause.provisional ? { provisional: true as const } : {}),
    ...what,
  };
}

// These leave it open or paused, so what became due before must not depend on whether the scheduler was a second late.
const SETTLES_FIRST = new Set<Entry['kind']>(['paused', 'retargeted']);

function enact(
  clock: Clock,
  calendar: Calendar,
  entry: Exclude<Entry, { kind: 'opened' }>,
  cause: Cause,
  detail: Record<string, unknown>,
): Change {
  const history = [...clock.history, entry];
  const reading = read(clock.history);
  if (apply(reading, entry) === reading) {
    // It would have had an effect without an event that may still be taken back, so it must not be forgotten.
    if (!clock.history.some((earlier) => earlier.provisional && !earlier.void)) return unchanged(clock);
    return { clock: { ...clock, history }, steps: [], raised: [] };
  }
  const settled = SETTLES_FIRST.has(entry.kind) ? tick(clock, calendar, cause) : unchanged(clock);
  // Reopened, it has no outcome until it is missed again.
  const fired =
    entry.kind === 'reopened' ? settled.clock.fired.filter((id) => id !== 'missed') : settled.clock.fired;
  const record = { started_at: clock.started_at, history, fired };
  const change = changeTo(calendar, settled.clock, record, entry.kind, cause, detail);
  return { ...change, steps: [...settled.steps, ...change.steps], raised: settled.raised };
}
