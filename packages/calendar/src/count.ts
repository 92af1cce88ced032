import type { Calendar } from './calendar.ts';
import { stretches } from './count-line.ts';
import { momentOf } from './moment.ts';
import { type Pause, unite } from './pauses.ts';
import { budgetOf, countedBy, isLength, type Target } from './target.ts';

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
  // It was past when it was asked for (by 12:00 the same day, at 12:30), and no pause brings it back.
  if (budget === 0 && !isLength(target)) return { due: new Date(momentOf(calendar, start, target)) };
  const due = atConsumed(calendar, start, target, pauses, budget);
  if (due !== null) return { due };
  let used = 0;
  const line = countedBy(calendar, target);
  for (const stretch of stretches(line, start.getTime(), Number.POSITIVE_INFINITY, unite(pauses))) {
    if (stretch.kind === 'counted') used += stretch.to - stretch.from;
  }
  return { due: null, remaining_ms: budget - used };
}
