import type { CalendarValue } from '@shouwen/api';

type Hours = CalendarValue['hours'][number];
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];
const DAY = 86_400_000;

/** How a day of a calendar is: by its weekday, closed for a time, or special. */
export interface DayState {
  kind: 'usual' | 'closure' | 'special';
  open: boolean;
}

/** The days of a month as a week-wise grid that begins on Monday; null where a week reaches into other months. */
export function monthGrid(year: number, month: number): (string | null)[] {
  const first = Date.UTC(year, month, 1);
  const length = (Date.UTC(year, month + 1, 1) - first) / DAY;
  const empty = Array.from({ length: weekdayIndex(dayText(first)) }, () => null);
  return [...empty, ...Array.from({ length }, (_, day) => dayText(first + day * DAY))];
}

export function weekdayIndex(day: string): number {
  return (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7;
}

/** The weekly hours in force on a day. */
export function hoursOn(hours: readonly Hours[], day: string): Hours | undefined {
  return hours.findLast((one) => one.from === null || one.from <= day);
}

/** How a day is, by special days, closures and weekly hours, in this order. */
export function stateOf(value: CalendarValue, day: string): DayState {
  const week = hoursOn(value.hours, day)?.week ?? {};
  const opens = (weekday: Weekday | undefined) => weekday !== undefined && (week[weekday]?.length ?? 0) > 0;
  const special = value.days.find((one) => one.day === day);
  if (special)
    return { kind: 'special', open: 'like' in special ? opens(special.like) : special.hours.length > 0 };
  if (value.closures.some(({ from, to }) => from <= day && day <= to))
    return { kind: 'closure', open: false };
  return { kind: 'usual', open: opens(weekdays[weekdayIndex(day)]) };
}

const dayText = (at: number) => new Date(at).toISOString().slice(0, 10);
