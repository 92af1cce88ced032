import type { Calendar, Opening } from '../calendar.ts';
import { zoneOf } from '../zone.ts';

/** A calendar for tests whose openings were written down by hand, one by one, in order; closed before and after. */
export function openingList(zone: string, openings: readonly Opening[]): Calendar {
  const dayAt = (at: number) => zoneOf(zone).dayAt(at);
  const days = openings.map((opening) => dayAt(opening.from));
  return {
    zone,
    openingAt: (at) => openings.find((opening) => opening.to > at) ?? null,
    dayOf: (at) => dayAt(openings.find(({ from, to }) => from <= at && at < to)?.from ?? at),
    closeOf: (day) => openings[days.lastIndexOf(day)]?.to ?? null,
    openDayAfter: (day) => days.find((one) => one > day) ?? null,
    openDayBefore: (day) => days.findLast((one) => one < day) ?? null,
  };
}

/** The same intervals (`'09:00-17:00'`) on each of the days named, at one offset from UTC. */
export function sameHours(days: readonly string[], hours: readonly string[], offset: string): Opening[] {
  return days.flatMap((day) =>
    hours.map((interval) => {
      const [from, to] = interval.split('-').map((time) => Date.parse(`${day}T${time}${offset}`));
      if (from === undefined || to === undefined) throw new Error(`not an interval: ${interval}`);
      return { from, to };
    }),
  );
}
