import type { PlainDay, Weekday } from './plain-day.ts';

/**
 * An interval of opening hours as it is written down, `09:00-17:30`: local wall time, half-open. An end at or before the
 * beginning lies on the next day (`22:00-06:00`); `24:00` is the midnight that ends the day.
 */
export type Interval = string;

/** Weekly hours, in force from a day on until the next ones. A weekday that is not named is closed. */
export interface WeeklyHours {
  /** The first day of these hours; `null` for the first ones, which have always been in force. */
  from: PlainDay | null;
  week: { readonly [day in Weekday]?: readonly Interval[] | undefined };
}

/**
 * A day with hours of its own, instead of those of its weekday: none (a holiday), some (half a holiday, a one-off
 * opening), or those of another weekday (a Chinese adjusted working day).
 */
export type SpecialDay<Name = unknown> = { day: PlainDay; name?: Name } & (
  | { hours: readonly Interval[]; like?: undefined }
  | { like: Weekday; hours?: undefined }
);

/** Closed from one day to another, both included. A special day inside it keeps its own hours. */
export interface Closure<Name = unknown> {
  from: PlainDay;
  to: PlainDay;
  name?: Name;
}

/** A calendar as data. What the names are is the caller's affair; nothing here reads them. */
export interface CalendarData<Name = unknown> {
  zone: string;
  hours: readonly WeeklyHours[];
  closures?: readonly Closure<Name>[] | undefined;
  days?: readonly SpecialDay<Name>[] | undefined;
}
