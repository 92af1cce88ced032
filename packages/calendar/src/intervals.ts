import type { Interval } from './data.ts';
import { DAY, timeOfDay } from './plain-day.ts';

/** An interval in milliseconds from the midnight that begins its day; past midnight `to` lies above a day. */
export interface Hours {
  from: number;
  to: number;
}

/** Reads an interval; `null` when it is none, or has no length. */
export function readInterval(text: Interval): Hours | null {
  const [first, second, ...more] = text.split('-');
  const from = timeOfDay(first ?? '');
  const to = timeOfDay(second ?? '');
  if (from === null || to === null || more.length > 0 || from === DAY || from === to) return null;
  return { from, to: to < from ? to + DAY : to };
}

/** Reads the intervals of a day, in order; those that touch become one. They must have been checked. */
export function readHours(intervals: readonly Interval[]): Hours[] {
  const hours = intervals.flatMap((text) => readInterval(text) ?? []).sort((a, b) => a.from - b.from);
  const united: Hours[] = [];
  for (const one of hours) {
    const last = united.at(-1);
    if (last && one.from <= last.to) last.to = Math.max(last.to, one.to);
    else united.push({ ...one });
  }
  return united;
}
