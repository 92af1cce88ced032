import type { Calendar } from './calendar.ts';
import { type MomentTarget, momentFrom, type Offset } from './moment.ts';

/** One of a series of events, such as the lessons of a term: the n-th from the first, from the last (-1), or the last. */
export type Nth = number | 'last';

/**
 * The n-th moment of a series, counted in order of time, in whatever order it is given; `null` while there are not so
 * many, so that nothing falls due by an event that is not planned yet.
 */
export function nthMoment(series: readonly Date[], nth: Nth): Date | null {
  const at = nth === 'last' ? -1 : nth;
  if (!Number.isInteger(at) || at === 0)
    throw new RangeError(`An event is counted from 1, or from -1 backwards, not ${at}.`);
  const inOrder = [...series].sort((a, b) => a.getTime() - b.getTime());
  return inOrder.at(at > 0 ? at - 1 : at) ?? null;
}

/**
 * The target that lies at a distance from the n-th of a series of events ("two business days after the eighth lesson").
 * When the series changes (a lesson is put off), ask again and re-target. `null` while the event is not planned.
 */
export function countedEventTarget(
  calendar: Calendar,
  series: readonly Date[],
  nth: Nth,
  offset: Offset = { minutes: 0 },
): MomentTarget | null {
  const moment = nthMoment(series, nth);
  return moment && { until: momentFrom(calendar, moment, offset).toISOString() };
}
