import fc from 'fast-check';
import { problemsOf } from '../check.ts';
import type { CalendarData, Interval, SpecialDay } from '../data.ts';
import { DAY, MINUTE, plainDay, WEEKDAYS } from '../plain-day.ts';

/** Zones and days around which something happens to their clocks, or to the calendar on the wall. */
const PLACES: [zone: string, day: string][] = [
  ['Europe/Madrid', '2026-03-29'],
  ['Europe/Madrid', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Asia/Shanghai', '2026-10-01'],
  ['Asia/Shanghai', '2028-02-29'],
  ['Asia/Kathmandu', '2026-12-31'],
  ['Australia/Lord_Howe', '2026-04-05'], // half an hour
  ['America/Sao_Paulo', '2017-10-15'], // no midnight
  ['America/Sao_Paulo', '2018-02-18'], // an evening that comes twice
  ['America/St_Johns', '2006-10-29'], // put back one minute after midnight
  ['Pacific/Apia', '2011-12-30'], // a day that there was not
  ['Africa/Casablanca', '2026-02-15'],
  ['Europe/Istanbul', '2016-09-07'],
  ['UTC', '2027-01-01'],
];

const time = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Intervals that do not overlap, as cuts through the day; the last one may go past midnight. */
const intervals: fc.Arbitrary<Interval[]> = fc
  .record({
    cuts: fc.uniqueArray(
      fc.oneof(fc.integer({ min: 0, max: 1440 }), fc.constantFrom(0, 120, 150, 180, 1380, 1440)),
      { maxLength: 6 },
    ),
    night: fc.boolean(),
    until: fc.integer({ min: 1, max: 1439 }),
  })
  .map(({ cuts, night, until }) => {
    const sorted = cuts.sort((a, b) => a - b);
    const last = sorted.at(-1);
    if (sorted.length % 2 === 1 && last !== undefined) {
      sorted.pop();
      if (night && last < 1440 && until < last) return [...pairs(sorted), `${time(last)}-${time(until)}`];
    }
    return pairs(sorted);
  });

function pairs(cuts: number[]): Interval[] {
  const result: Interval[] = [];
  for (let at = 0; at + 1 < cuts.length; at += 2)
    result.push(`${time(cuts[at] ?? 0)}-${time(cuts[at + 1] ?? 0)}`);
  return result;
}

const weeks = fc.record(
  {
    mon: intervals,
    tue: intervals,
    wed: intervals,
    thu: intervals,
    fri: intervals,
    sat: intervals,
    sun: intervals,
  },
  { requiredKeys: [] },
);

/** A calendar near a day on which something happens, and a moment (a whole minute) within a week of it. */
export const anyPlace: fc.Arbitrary<{ data: CalendarData; near: number }> = fc
  .constantFrom(...PLACES)
  .chain(([zone, day]) => {
    const middle = Date.parse(`${day}T00:00Z`);
    const around = fc.integer({ min: -8, max: 12 }).map((offset) => plainDay(middle / DAY + offset));
    const special: fc.Arbitrary<SpecialDay> = fc.oneof(
      fc.record({ day: around, hours: intervals }),
      fc.record({ day: around, like: fc.constantFrom(...WEEKDAYS) }),
    );
    return fc.record({
      near: fc.integer({ min: -7 * 1440, max: 5 * 1440 }).map((minute) => middle + minute * MINUTE),
      data: fc.record<CalendarData>({
        zone: fc.constant(zone),
        hours: fc
          .tuple(weeks, fc.option(fc.tuple(around, weeks)))
          .map(([first, later]) => [
            { from: null, week: first },
            ...(later ? [{ from: later[0], week: later[1] }] : []),
          ]),
        closures: fc.array(
          fc.tuple(around, around).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a })),
          { maxLength: 1 },
        ),
        days: fc.uniqueArray(special, { maxLength: 5, selector: (one) => one.day }),
      }),
    });
  })
  .filter(({ data }) => problemsOf(data).length === 0);
