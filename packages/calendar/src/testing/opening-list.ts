import type { Calendar, Opening } from '../calendar.ts';

/** A calendar for tests whose openings were written down by hand, one by one, in order; closed before and after. */
export function openingList(zone: string, openings: readonly Opening[]): Calendar {
  return { zone, openingAt: (at) => openings.find((opening) => opening.to > at) ?? null };
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
