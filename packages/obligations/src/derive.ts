import { budgetOf, type Calendar, consumed, dueTime } from '@shouwen/calendar';
import type { Clock, ClockRecord, MarkId, Outcome, Pause } from './clock.ts';
import { type Reading, read, stateOf } from './history.ts';
import { isReached, marksOf } from './marks.ts';

/**
 * Everything that follows from a record on a calendar. The same record gives the same clock, whoever asks and when;
 * use it on what was stored, and again when the calendar was corrected.
 *
 * @throws Error when the history does not begin with its opening; RangeError when the target has no usable length.
 */
export function derive(calendar: Calendar, record: ClockRecord): Clock {
  const reading = read(record.history);
  const { started_at } = record;
  const terms = termsOf(reading);
  const state = stateOf(reading);
  const pauses = settledPauses(reading);
  const { due } = dueTime(calendar, started_at, terms.target, pauses);
  const budget = budgetOf(calendar, started_at, terms.target);
  const next = reading.ended ? null : nextMark(calendar, record, reading);
  return {
    started_at,
    history: record.history,
    fired: record.fired,
    terms,
    budget_ms: budget,
    state,
    outcome: outcomeOf(reading, record.fired, due),
    paused_for: reading.pauses.filter((pause) => pause.to === null && !reading.ended).map((p) => p.reason),
    done_at: reading.ended?.state === 'done' ? reading.ended.at : null,
    due_at: state === 'paused' ? null : due,
    remaining_ms: state === 'open' ? null : budget - usedWhileStopped(calendar, started_at, reading),
    next_at: next?.moment ?? null,
    next_action: next?.id ?? null,
  };
}

/**
 * How much of the budget is used at `at`, in milliseconds; an ended obligation consumes nothing after its end.
 */
export function consumedAt(calendar: Calendar, clock: ClockRecord, at: Date): number {
  const reading = read(clock.history);
  const until = reading.ended && reading.ended.at < at ? reading.ended.at : at;
  return consumed(calendar, clock.started_at, termsOf(reading).target, reading.pauses, until);
}

/**
 * The record without the marks whose moment, after a change, lies in the future again: they will fire anew. So what
 * has fired follows from the present terms and pauses too, and not from the way there.
 */
export function rearm(calendar: Calendar, record: ClockRecord, at: Date): ClockRecord {
  if (record.fired.length === 0) return record;
  const reached = new Set<MarkId>(
    marksIn(calendar, record, read(record.history))
      .filter((mark) => isReached(mark, at))
      .map((mark) => mark.id),
  );
  return { ...record, fired: record.fired.filter((id) => reached.has(id)) };
}

/** The moments that the terms in force name, with this record's pauses. */
export function marksIn(calendar: Calendar, record: ClockRecord, reading: Reading) {
  const terms = termsOf(reading);
  const budget = budgetOf(calendar, record.started_at, terms.target);
  return marksOf(calendar, record.started_at, terms, reading.pauses, budget);
}

function termsOf(reading: Reading) {
  if (reading.terms === null) throw new Error('The history of an obligation begins with its opening.');
  return reading.terms;
}

function nextMark(calendar: Calendar, record: ClockRecord, reading: Reading) {
  const marks = marksIn(calendar, record, reading);
  return marks.find((mark) => mark.moment !== null && !record.fired.includes(mark.id));
}

// An ended obligation was due when it would have been, had its last pauses ended with it.
function settledPauses({ pauses, ended }: Reading): readonly Pause[] {
  if (!ended) return pauses;
  return pauses.map((pause) => (pause.to === null ? { ...pause, to: ended.at } : pause));
}

function outcomeOf(reading: Reading, fired: readonly MarkId[], due: Date | null): Outcome | null {
  if (!reading.ended) return fired.includes('missed') ? 'missed' : null;
  // What was waived or cancelled stands outside the kept-rate, also when it had been missed before: the ledger tells that.
  if (reading.ended.state !== 'done') return null;
  return due !== null && reading.ended.at > due ? 'late' : 'kept';
}

// Paused or ended, consumption stands still, so any moment from then on gives the same figure.
function usedWhileStopped(calendar: Calendar, start: Date, reading: Reading): number {
  const starts = reading.pauses.filter((pause) => pause.to === null).map((pause) => pause.from.getTime());
  const stopped = reading.ended ? reading.ended.at : new Date(Math.min(...starts));
  return consumed(calendar, start, termsOf(reading).target, reading.pauses, stopped);
}
