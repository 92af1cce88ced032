import type { Calendar } from './calendar.ts';
import {
  addMonths,
  DAY,
  dayNumber,
  firstOfMonth,
  MINUTE,
  monthOf,
  type PlainDay,
  timeOfDay,
  WEEKDAYS,
  type Weekday,
  weekdayBefore,
  weekdayIndex,
} from './plain-day.ts';
import { type Zone, zoneOf } from './zone.ts';

export type Period = 'week' | 'month' | 'quarter' | 'half_year' | 'year';

/** A day on the wall: that of the start, the next of some weekdays, one by its distance from a day of the month, or one by its date. */
export type NamedDay =
  | 'same_day'
  | { weekdays: Weekday[] }
  | { weekday: Weekday; before_day: number }
  | { date: PlainDay };

/**
 * A moment that is found on a calendar from a start.
 *
 * - `business_days`: the close of the n-th open day after the business day of the start.
 * - `days`, `months`: the midnight that ends the n-th day after the day of the start, or the day n months after it.
 * - `end_of`: `day` is the close of the business day of the start or, from that close on and on a closed day, of the next
 *   open day; `next_business_day` is one business day; a period ends at midnight.
 * - `on`: a day named otherwise, at a time of day (`by`; at that time exactly is in time) or at the midnight that ends
 *   it. `same_day` may be past at the start; of the others it is the first that is not.
 * - `until`: this very moment, in RFC 3339.
 */
export type MomentTarget =
  | { business_days: number }
  | { days: number }
  | { months: number }
  | { end_of: 'day' | 'next_business_day' | Period }
  | { on: NamedDay; by?: string }
  | { until: string };

/** Whether a moment is one of the desk's time, so that only opening hours lie between the start and it. */
export function isBusiness(target: MomentTarget): boolean {
  if ('business_days' in target) return true;
  return 'end_of' in target && (target.end_of === 'day' || target.end_of === 'next_business_day');
}

/**
 * The moment that a target means, in milliseconds since the epoch.
 *
 * @throws RangeError when a number, a day or a time of the target is out of range, or when the calendar never opens again.
 */
export function momentOf(calendar: Calendar, start: Date, target: MomentTarget): number {
  const at = start.getTime();
  const zone = zoneOf(calendar.zone);
  if ('business_days' in target) return nthClose(calendar, at, whole(target.business_days, 1, 3660));
  if ('days' in target) return zone.reached((zone.dayAt(at) + whole(target.days, 0, 36_525) + 1) * DAY);
  if ('months' in target)
    return zone.reached((addMonths(zone.dayAt(at), whole(target.months, 1, 1200)) + 1) * DAY);
  if ('until' in target) return instant(target.until);
  if ('on' in target) return namedMoment(zone, at, target.on, timeOf(target.by));
  if (target.end_of === 'day') return endOfDay(calendar, at);
  if (target.end_of === 'next_business_day') return nthClose(calendar, at, 1);
  return zone.reached((lastDayOf(target.end_of, zone.dayAt(at)) + 1) * DAY);
}

function endOfDay(calendar: Calendar, at: number): number {
  const close = calendar.closeOf(calendar.dayOf(at));
  return close !== null && at < close ? close : nthClose(calendar, at, 1);
}

/** The close of the n-th open day after the business day of a moment. */
function nthClose(calendar: Calendar, at: number, n: number): number {
  let day: number | null = calendar.dayOf(at);
  for (let left = n; ; ) {
    day = calendar.openDayAfter(day);
    const close = day === null ? null : calendar.closeOf(day);
    if (day === null || close === null) throw new RangeError('The calendar does not open again.');
    // A night may outlast the hours of the day after it; that day is over then, and does not count.
    if (close > at) left -= 1;
    if (left === 0) return close;
  }
}

/** The close of the n-th open day before the business day of a moment. */
function nthCloseBefore(calendar: Calendar, at: number, n: number): number {
  let day: number | null = calendar.dayOf(at);
  for (let left = n; left > 0 && day !== null; left -= 1) day = calendar.openDayBefore(day);
  const close = day === null ? null : calendar.closeOf(day);
  if (close === null) throw new RangeError(`The calendar has no ${n} open days before it.`);
  return close;
}

function namedMoment(zone: Zone, at: number, on: NamedDay, time: number): number {
  const momentOn = (day: number) => zone.reached(day * DAY + time);
  const today = zone.dayAt(at);
  if (on === 'same_day') return momentOn(today);
  if ('date' in on) return momentOn(dayOr(on.date));
  if ('weekdays' in on) {
    if (on.weekdays.length === 0) throw new RangeError('A target on weekdays must name at least one.');
    let day = today;
    while (!on.weekdays.includes(WEEKDAYS[weekdayIndex(day)] ?? 'mon') || momentOn(day) < at) day += 1;
    return momentOn(day);
  }
  const before = whole(on.before_day, 1, 31);
  const { year, month } = monthOf(today);
  let found = momentOn(weekdayBefore(year, month, on.weekday, before));
  for (let later = 1; found < at; later += 1)
    found = momentOn(weekdayBefore(year, month + later, on.weekday, before));
  return found;
}

function lastDayOf(period: Period, day: number): number {
  if (period === 'week') return day + 6 - weekdayIndex(day);
  const months = { month: 1, quarter: 3, half_year: 6, year: 12 }[period];
  const { year, month } = monthOf(day);
  return firstOfMonth(year, month - (month % months) + months) - 1;
}

function whole(value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new RangeError(`A target must name a whole number from ${least} to ${most}, not ${value}.`);
}

function dayOr(day: PlainDay): number {
  const number = dayNumber(day);
  if (number === null) throw new RangeError(`"${day}" is no day; write it as 2026-12-24.`);
  return number;
}

function timeOf(text = '24:00'): number {
  const time = timeOfDay(text);
  if (time === null) throw new RangeError(`"${text}" is no time of day; write it as 17:30.`);
  return time;
}

function instant(text: string): number {
  const at = /T.*(Z|[+-]\d\d:\d\d)$/i.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new RangeError(`"${text}" is no moment; write it as 2026-12-24T09:00:00Z.`);
  return at;
}

/** How far from an event something is due: so many minutes exactly, or by the end of the n-th day from its day. */
export type Offset = { minutes: number } | { days: number } | { business_days: number };

/**
 * The moment at a distance from another; a negative distance lies before it. Days leave out the day they start on and run
 * to the end of the last one (midnight, or closing time for business days), so "10 days before the 11th" is the end of the 1st.
 */
export function momentFrom(calendar: Calendar, moment: Date, offset: Offset): Date {
  const at = moment.getTime();
  if ('minutes' in offset) return new Date(at + Math.round(offset.minutes * MINUTE));
  if ('business_days' in offset) {
    const days = whole(offset.business_days, -3660, 3660);
    if (days === 0) return new Date(calendar.closeOf(calendar.dayOf(at)) ?? at);
    return new Date(days > 0 ? nthClose(calendar, at, days) : nthCloseBefore(calendar, at, -days));
  }
  const zone = zoneOf(calendar.zone);
  return new Date(zone.reached((zone.dayAt(at) + whole(offset.days, -36_525, 36_525) + 1) * DAY));
}
