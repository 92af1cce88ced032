import { ALL_TIME, type Calendar, type Line } from './calendar.ts';
import { countedBetween } from './count-line.ts';
import { isBusiness, type MomentTarget, momentOf } from './moment.ts';
import { MINUTE } from './plain-day.ts';

/**
 * How much time something may take. A plain length is elapsed time, whatever calendars and clocks do; only business
 * time counts the opening hours of the calendar. Fractions of a minute are allowed, down to a millisecond.
 */
export type LengthTarget = { elapsed_minutes: number } | { business_minutes: number };

/** What can be promised: a length of time, or a moment that is found on the calendar. */
export type Target = LengthTarget | MomentTarget;

/** A hundred years: keeps every sum far inside what a Date can hold. */
const MOST_MINUTES = 100 * 366 * 24 * 60;

/**
 * The budget of a target, in milliseconds of the time that it counts. The budget of a target that names a moment is what
 * lies between the start and that moment: nothing when it is past already.
 *
 * @throws RangeError when the length is not a positive number of minutes up to a hundred years, when a number or a time
 * of the target is out of range, or when the calendar never opens again.
 */
export function budgetOf(calendar: Calendar, start: Date, target: Target): number {
  if (isLength(target)) return lengthOf(target);
  return countedBetween(countedBy(calendar, target), start.getTime(), momentOf(calendar, start, target));
}

function lengthOf(target: LengthTarget): number {
  const minutes = 'elapsed_minutes' in target ? target.elapsed_minutes : target.business_minutes;
  if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
    throw new RangeError(
      `A target must be longer than 0 and at most ${MOST_MINUTES} minutes, not ${minutes}.`,
    );
  }
  return Math.max(1, Math.round(minutes * MINUTE));
}

export function isLength(target: Target): target is LengthTarget {
  return 'elapsed_minutes' in target || 'business_minutes' in target;
}

/** Whether a target counts opening hours, and not all the time there is. */
export function countsBusinessTime(target: Target): boolean {
  return isLength(target) ? 'business_minutes' in target : isBusiness(target);
}

/**
 * The time that a target counts: the calendar's opening hours for business time and business days, all of it for the
 * rest. So a pause outside opening hours moves "two business days" by nothing.
 */
export function countedBy(calendar: Calendar, target: Target): Line {
  return countsBusinessTime(target) ? calendar : ALL_TIME;
}
