import { ALL_TIME, type Calendar } from './calendar.ts';

/**
 * How much time something may take. A plain length is elapsed time, whatever calendars and clocks do; only business
 * time counts the opening hours of the calendar. Fractions of a minute are allowed, down to a millisecond.
 */
export type Target = { elapsed_minutes: number } | { business_minutes: number };

const MINUTE = 60_000;
/** A hundred years: keeps every sum far inside what a Date can hold. */
const MOST_MINUTES = 100 * 366 * 24 * 60;

/**
 * The budget of a target, in milliseconds of the time that it counts.
 *
 * Calendar and start are asked for because targets that name a moment ("end of the next business day") have a budget
 * only from a given start on a given calendar.
 *
 * @throws RangeError when the length is not a positive number of minutes up to a hundred years.
 */
export function budgetOf(_calendar: Calendar, _start: Date, target: Target): number {
  const minutes = 'elapsed_minutes' in target ? target.elapsed_minutes : target.business_minutes;
  if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
    throw new RangeError(
      `A target must be longer than 0 and at most ${MOST_MINUTES} minutes, not ${minutes}.`,
    );
  }
  return Math.max(1, Math.round(minutes * MINUTE));
}

/** The time that a target counts: all of it for a plain length, the calendar's opening hours for business time. */
export function countedBy(calendar: Calendar, target: Target): Calendar {
  return 'elapsed_minutes' in target ? ALL_TIME : calendar;
}
