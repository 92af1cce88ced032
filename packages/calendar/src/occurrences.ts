import type { Calendar } from './calendar.ts';
import { type Nth, nthMoment } from './counted-event.ts';
import type { Period } from './moment.ts';
import {
  addMonths,
  DAY,
  dayNumber,
  firstOfMonth,
  monthOf,
  type PlainDay,
  timeOfDay,
  WEEKDAYS,
  type Weekday,
  weekdayBefore,
  weekdayIndex,
} from './plain-day.ts';
import { zoneOf } from './zone.ts';

/**
 * On which days something comes round.
 *
 * - `every`: each day, or each day on which the calendar opens.
 * - `month_days`: these days of each month; -1 is its last, and a day that a month does not have is left out.
 * - `before_day`: the last such weekday strictly before that day of each month.
 * - `first_of`: the first day of each period, when the one before it has ended.
 * - `dates`: these days, such as the lessons of a term; `only` picks some by number.
 */
export type RecurringDays =
  | { every: 'day' | 'open_day' }
  | { weekdays: Weekday[] }
  | { month_days: number[] }
  | { weekday: Weekday; before_day: number }
  | { first_of: Period }
  | { dates: PlainDay[]; only?: Nth[] | undefined };

/** How far ahead is looked: everything but a list of dates comes round within a leap year. */
const HORIZON = 367;

/**
 * The next moment after another at which it is that time on one of those days, on the wall of the calendar's zone; `null` when
 * there is none any more. A time that a day skips is when the clocks jump, one that it has twice is the second.
 *
 * @throws RangeError when a day or a time is none.
 */
export function nextOccurrence(
  calendar: Calendar,
  { days, at }: { days: RecurringDays; at: string },
  after: Date,
): Date | null {
  const time = timeOfDay(at);
  if (time === null) throw new RangeError(`${at} is no time of day.`);
  const zone = zoneOf(calendar.zone);
  if ('dates' in days) {
    const moments = chosenDates(days).map((day) => zone.reached(day * DAY + time));
    const next = Math.min(...moments.filter((moment) => moment > after.getTime()));
    return Number.isFinite(next) ? new Date(next) : null;
  }
  const first = zone.dayAt(after.getTime());
  for (let day = first; day <= first + HORIZON; day += 1) {
    if (!comesRoundOn(calendar, days, day)) continue;
    const moment = zone.reached(day * DAY + time);
    if (moment > after.getTime()) return new Date(moment);
  }
  return null;
}

function chosenDates({ dates, only }: { dates: PlainDay[]; only?: Nth[] | undefined }): number[] {
  const numbers = dates.map((day) => {
    const number = dayNumber(day);
    if (number === null) throw new RangeError(`${day} is no day.`);
    return number;
  });
  if (only === undefined) return numbers;
  const series = numbers.map((day) => new Date(day * DAY));
  return only.flatMap((nth) => {
    const moment = nthMoment(series, nth);
    return moment === null ? [] : [moment.getTime() / DAY];
  });
}

function comesRoundOn(
  calendar: Calendar,
  days: Exclude<RecurringDays, { dates: PlainDay[] }>,
  day: number,
): boolean {
  if ('every' in days) return days.every === 'day' || calendar.closeOf(day) !== null;
  if ('weekdays' in days) return days.weekdays.includes(WEEKDAYS[weekdayIndex(day)] ?? 'mon');
  if ('first_of' in days) return day === firstDayOf(days.first_of, day);
  const { year, month } = monthOf(day);
  if ('before_day' in days) return day === weekdayBefore(year, month, days.weekday, days.before_day);
  const first = firstOfMonth(year, month);
  const last = firstOfMonth(year, month + 1) - 1;
  return days.month_days.some((number) => (number > 0 ? first + number - 1 : last + number + 1) === day);
}

/** The first day of the period in which a day lies. */
function firstDayOf(period: Period, day: number): number {
  if (period === 'week') return day - weekdayIndex(day);
  const { year, month } = monthOf(day);
  const length = monthsIn[period];
  return firstOfMonth(year, month - (month % length));
}
const monthsIn = { month: 1, quarter: 3, half_year: 6, year: 12 } as const;

/** The last period that had ended at a moment: from its first midnight to the one that ended it, on the calendar's wall. */
export function periodBefore(calendar: Calendar, period: Period, moment: Date): { from: Date; to: Date } {
  const zone = zoneOf(calendar.zone);
  const to = firstDayOf(period, zone.dayAt(moment.getTime()));
  const from = period === 'week' ? to - 7 : addMonths(to, -monthsIn[period]);
  return { from: new Date(zone.reached(from * DAY)), to: new Date(zone.reached(to * DAY)) };
}
