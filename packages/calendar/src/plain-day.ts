/** A day of the calendar on the wall, `YYYY-MM-DD`, in no time zone. */
export type PlainDay = string;

/** The days of the week, in the order of the week: it begins on Monday (ISO 8601). */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
const EPOCH_WEEKDAY = 3; // 1 January 1970 was a Thursday

/** The number of a day, counted from 1 January 1970; `null` when the text is no day of the years 1 to 9999. */
export function dayNumber(day: PlainDay): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return null;
  const at = Date.parse(`${day}T00:00:00Z`);
  // Date.parse moves 30 February into March in some engines; only what comes back as written was a day.
  return Number.isNaN(at) || plainDay(at / DAY) !== day ? null : at / DAY;
}

/** The day of a number. */
export function plainDay(number: number): PlainDay {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayIndex(number: number): number {
  return (((number + EPOCH_WEEKDAY) % 7) + 7) % 7;
}

/** Year and month (0 to 11) of a day. */
export function monthOf(number: number): { year: number; month: number } {
  const date = new Date(number * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() };
}

/** The first day of a month; months below 0 and above 11 lie in the years before and after. */
export function firstOfMonth(year: number, month: number): number {
  // Date.UTC takes the years 0 to 99 for those of the last century.
  return new Date(0).setUTCFullYear(year, month, 1) / DAY;
}

/** The same day of the month `months` later, or the month's last day when it has no such day (31 January → 28 February). */
export function addMonths(number: number, months: number): number {
  const { year, month } = monthOf(number);
  const first = firstOfMonth(year, month + months);
  const length = firstOfMonth(year, month + months + 1) - first;
  return first + Math.min(number - firstOfMonth(year, month), length - 1);
}

/**
 * The last such weekday strictly before a day of the month: when the 25th is a Friday, the Friday before it is the
 * 18th. A day that the month does not have means its end, so "before the 31st" of April looks back from 1 May.
 */
export function weekdayBefore(year: number, month: number, weekday: Weekday, dayOfMonth: number): number {
  const first = firstOfMonth(year, month);
  const length = firstOfMonth(year, month + 1) - first;
  const limit = first + Math.min(dayOfMonth - 1, length);
  const back = weekdayIndex(limit - 1) - WEEKDAYS.indexOf(weekday);
  return limit - 1 - ((back + 7) % 7);
}

/** Milliseconds from midnight to a time of day `HH:MM` (`24:00` is the midnight that ends the day); `null` when it is none. */
export function timeOfDay(text: string): number | null {
  const match = /^(\d\d):(\d\d)$/.exec(text);
  if (!match) return null;
  const [hours, minutes] = [Number(match[1]), Number(match[2])];
  if (minutes > 59 || hours > 24 || (hours === 24 && minutes > 0)) return null;
  return (hours * 60 + minutes) * MINUTE;
}
