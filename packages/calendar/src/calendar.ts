/** A stretch of opening time, in milliseconds since the epoch, half-open: `from` is open, `to` is closed. */
export interface Opening {
  readonly from: number;
  readonly to: number;
}

/**
 * When a desk is open. This is all that counting business time needs, so every calendar, however it came by its hours
 * (weekly intervals, nights, holidays, one-off openings), is written as the answer to one question.
 */
export interface Calendar {
  /** The IANA time zone in which the calendar's days and hours are meant, e.g. `Europe/Madrid`. */
  readonly zone: string;
  /**
   * The stretch of opening time that contains the moment `at` or, when that is closed, the next one to begin; `null`
   * when it never opens again. Always `from < to` and `to > at`; two stretches may touch, and an end may be infinite.
   */
  openingAt(at: number): Opening | null;
}

const EVER: Opening = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/** All the time there is. Plain lengths (`24h`) are counted on it, whatever the desk's calendar says. */
export const ALL_TIME: Calendar = { zone: 'UTC', openingAt: () => EVER };

/**
 * A calendar that never closes; its business time is elapsed time.
 *
 * @throws RangeError when `zone` is not a time zone that the runtime knows.
 */
export function alwaysOpen(zone: string): Calendar {
  // The constructor is the only check of a zone's name that the language has.
  new Intl.DateTimeFormat('en', { timeZone: zone });
  return { zone, openingAt: ALL_TIME.openingAt };
}
