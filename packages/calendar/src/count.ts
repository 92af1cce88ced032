import type { Calendar } from './calendar.ts';
import { type Pause, type PausedStretch, unite } from './pauses.ts';
import { budgetOf, countedBy, type Target } from './target.ts';

/** A stretch of the time after a start: what the target counts, what a pause took out, or closing time. */
export type Stretch =
  | { kind: 'counted' | 'closed'; from: number; to: number }
  | { kind: 'paused'; from: number; to: number; reasons: string[] };

/**
 * The time from `from` to `until` in order and without gaps. Everything else in this package is a sum over it, so
 * that due times, measured times and explanations cannot disagree. `until` may be infinite if the reader stops.
 */
export function* stretches(
  line: Calendar,
  from: number,
  until: number,
  paused: readonly PausedStretch[],
): Generator<Stretch> {
  let at = from;
  for (const pause of paused) {
    if (pause.to <= at) continue;
    yield* openAndClosed(line, at, Math.min(pause.from, until));
    at = Math.max(at, pause.from);
    if (at >= until) return;
    yield { kind: 'paused', from: at, to: Math.min(pause.to, until), reasons: pause.reasons };
    at = pause.to;
  }
  yield* openAndClosed(line, at, until);
}

function* openAndClosed(line: Calendar, from: number, until: number): Generator<Stretch> {
  let at = from;
  while (at < until) {
    const opening = line.openingAt(at);
    const opens = opening === null ? until : Math.min(opening.from, until);
    if (opens > at) yield { kind: 'closed', from: at, to: opens };
    if (opening === null || opening.from >= until) return;
    const to = Math.min(opening.to, until);
    yield { kind: 'counted', from: Math.max(at, opening.from), to };
    at = to;
  }
}

/** The time that `line` counts between two moments, in milliseconds; nothing when they stand in the wrong order. */
export function countedBetween(line: Calendar, from: number, to: number): number {
  let sum = 0;
  for (const stretch of openAndClosed(line, from, to)) {
    if (stretch.kind === 'counted') sum += stretch.to - stretch.from;
  }
  return sum;
}

/** How much the target has counted from `start` to `at`, pauses taken out, in milliseconds. It may exceed the budget. */
export function consumed(
  calendar: Calendar,
  start: Date,
  target: Target,
  pauses: readonly Pause[],
  at: Date,
): number {
  let sum = 0;
  const line = countedBy(calendar, target);
  for (const stretch of stretches(line, start.getTime(), at.getTime(), unite(pauses))) {
    if (stretch.kind === 'counted') sum += stretch.to - stretch.from;
  }
  return sum;
}

/**
 * The first instant at which `ms` of what the target counts are used up: the start itself for nothing or less,
 * closing time (not the next opening) for an amount that runs out there. `null` when an unfinished pause, or a
 * calendar that does not open again, stands before it.
 */
export function atConsumed(
  calendar: Calendar,
  start: Date,
  target: Target,
  pauses: readonly Pause[],
  ms: number,
): Date | null {
  if (ms <= 0) return start;
  let left = ms;
  const line = countedBy(calendar, target);
  for (const stretch of stretches(line, start.getTime(), Number.POSITIVE_INFINITY, unite(pauses))) {
    if (stretch.kind !== 'counted') continue;
    if (stretch.to - stretch.from >= left) return new Date(stretch.from + left);
    left -= stretch.to - stretch.from;
  }
  return null;
}

/** A due moment or, while an unfinished pause stands before it, what is left of the budget then. */
export type DueTime = { due: Date } | { due: null; remaining_ms: number };

/**
 * When the budget of the target is used up: a pure function of start, target, calendar and pauses, whatever the order
 * in which they became known. A pause that begins at the due instant or later cannot move it.
 *
 * @throws RangeError when the target has no usable length.
 */
export function dueTime(calendar: Calendar, start: Date, target: Target, pauses: readonly Pause[]): DueTime {
  const budget = budgetOf(calendar, start, target);
  const due = atConsumed(calendar, start, target, pauses, budget);
  if (due !== null) return { due };
  let used = 0;
  const line = countedBy(calendar, target);
  for (const stretch of stretches(line, start.getTime(), Number.POSITIVE_INFINITY, unite(pauses))) {
    if (stretch.kind === 'counted') used += stretch.to - stretch.from;
  }
  return { due: null, remaining_ms: budget - used };
}
