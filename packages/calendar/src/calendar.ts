import { DAY } from './plain-day.ts';
import { zoneOf } from './zone.ts';

/** A stretch of opening time, in milliseconds since the epoch, half-open: `from` is open, `to` is closed. */
export interface Opening {
  readonly from: number;
  readonly to: number;
}

/** What is needed to count time: when it counts. */
export interface Line {
  /**
   * The stretch of opening time that contains the moment `at` or, when that is closed, the next one to begin; `null`
   * when it never opens again. Always `from < to` and `to > at`; two stretches may touch or overlap, and an end may be
   * infinite.
   */
  openingAt(at: number): Opening | null;
}

/**
 * When a desk is open, and on which days. This is all that counting business time needs, so every calendar, however it
 * came by its hours (weekly intervals, nights, holidays, one-off openings), is written as the answer to these questions.
 * Days are numbers, counted from 1 January 1970.
 */
export interface Calendar extends Line {
  /** The IANA time zone in which the calendar's days and hours are meant, e.g. `Europe/Madrid`. */
  readonly zone: string;
  /** The business day of a moment: the day on which the interval began that it lies in, and else the day on the wall. */
  dayOf(at: number): number;
  /** The moment at which the last interval that begins on a day ends; `null` on a day without any opening. */
  closeOf(day: number): number | null;
  /** The first day with an opening after a day; `null` when there is none any more. */
  openDayAfter(day: number): number | null;
  /** The last day with an opening before a day; `null` when there was none. */
  openDayBefore(day: number): number | null;
}

const EVER: Opening = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/** All the time there is. Plain lengths (`24h`) are counted on it, whatever the desk's calendar says. */
export const ALL_TIME: Line = { openingAt: () => EVER };

/**
 * A calendar that never closes; its business time is elapsed time, and its days end at midnight.
 *
 * @throws RangeError when `zone` is not a time zone that the runtime knows.
 */
export function alwaysOpen(zone: string): Calendar {
  const clocks = zoneOf(zone);
  return {
    zone,
    openingAt: ALL_TIME.openingAt,
    dayOf: clocks.dayAt,
    closeOf: (day) => clocks.reached((day + 1) * DAY),
    openDayAfter: (day) => day + 1,
    openDayBefore: (day) => day - 1,
  };
}
