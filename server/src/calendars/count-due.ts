import type { CalendarValue, LocalText } from '@shouwen/api';
import { budgetOf, type Calendar, dueTime, explainDueTime, type Target } from '@shouwen/calendar';
import { invalid } from '../platform/errors.ts';

/** A due time with the sum that leads to it, as the API shows it. */
export interface CountedDue {
  due_at: string;
  target: Target;
  budget_ms: number;
  calendar: { key: string; zone: string };
  intervals: {
    from: string;
    to: string;
    kind: 'counted' | 'paused' | 'closed';
    reasons: string[];
    ms: number;
    running_ms: number;
  }[];
  special_days: { from: string; to: string; name: LocalText | null; open: boolean }[];
}

/** More intervals than anybody reads; a target that is years away is told without its sum. */
const mostIntervals = 2_000;

/**
 * When something that starts then would be due, and why. `value` gives the special days on the way their names.
 * Throws `Refusal` naming `field` for a target that names no moment.
 */
export function countDue(
  key: string,
  calendar: Calendar,
  value: CalendarValue | null,
  start: Date,
  target: Target,
  field = 'target',
): CountedDue {
  const { due, budget } = workOut(calendar, start, target, field);
  const steps = explainDueTime(calendar, start, target, [], due).slice(0, mostIntervals);
  return {
    due_at: due.toISOString(),
    target,
    budget_ms: budget,
    calendar: { key, zone: calendar.zone },
    intervals: steps.map(({ from, to, ...step }) => ({
      ...step,
      from: from.toISOString(),
      to: to.toISOString(),
    })),
    special_days: value ? specialDaysIn(value, calendar.zone, start, due) : [],
  };
}

function workOut(
  calendar: Calendar,
  start: Date,
  target: Target,
  field: string,
): { due: Date; budget: number } {
  try {
    const { due } = dueTime(calendar, start, target, []);
    if (due !== null) return { due, budget: budgetOf(calendar, start, target) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw invalid(field, 'target_out_of_range');
}

function specialDaysIn(
  value: CalendarValue,
  zone: string,
  start: Date,
  due: Date,
): CountedDue['special_days'] {
  // Sweden writes dates as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
  const [first, last] = [format.format(start), format.format(due)];
  const closures = value.closures.map(({ from, to, name }) => ({
    from,
    to,
    name: name ?? null,
    open: false,
  }));
  const days = value.days.map((special) => ({
    from: special.day,
    to: special.day,
    name: special.name ?? null,
    open: 'like' in special || special.hours.length > 0,
  }));
  return [...closures, ...days]
    .filter(({ from, to }) => from <= last && to >= first)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}
