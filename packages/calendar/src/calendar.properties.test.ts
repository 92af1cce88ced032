import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  atConsumed,
  budgetOf,
  buildCalendar,
  businessTimeBetween,
  consumed,
  dueTime,
  isOpen,
  nextOpening,
  type Pause,
  type Target,
} from './index.ts';
import { type MinuteCounter, minuteCounter } from './testing/count-minutes.ts';
import { anyPlace } from './testing/random-calendar.ts';

// Random calendars around changes of the clocks, leap days and the ends of years; against a counter that looks at every
// minute (spans up to ten days), and against themselves over months.

const MINUTE = 60_000;
const TEN_DAYS = 10 * 1440;
const seed = process.env.SHOUWEN_TEST_SEED;
const runs = {
  numRuns: process.env.SHOUWEN_TEST_LONG ? 10_000 : 500,
  ...(seed === undefined ? {} : { seed: Number(seed) }),
};
const minutes = fc.integer({ min: 0, max: TEN_DAYS });

interface RandomPause {
  after: number;
  length: number;
}
const somePauses = fc.array(
  fc.record<RandomPause>({ after: minutes, length: fc.integer({ min: 0, max: 3000 }) }),
  { maxLength: 3 },
);
const pausesFrom = (start: number, pauses: readonly RandomPause[]): Pause[] =>
  pauses.map(({ after, length }) => ({
    reason: 'waiting',
    from: new Date(start + after * MINUTE),
    to: new Date(start + (after + length) * MINUTE),
  }));

// Ten thousand of them look at a hundred million minutes.
describe('a calendar from data', { timeout: 900_000 }, () => {
  it('measures what counting minute by minute gives', () => {
    fc.assert(
      fc.property(anyPlace, minutes, ({ data, near }, length) => {
        const counter = minuteCounter(data);
        let counted = 0;
        for (let minute = 0; minute < length; minute += 1)
          if (counter.daysOf(near + minute * MINUTE).length > 0) counted += 1;
        const measured = businessTimeBetween(
          buildCalendar(data),
          new Date(near),
          new Date(near + length * MINUTE),
        );
        expect(measured / MINUTE).toBe(counted);
      }),
      runs,
    );
  });

  it('gives the due times that counting minute by minute gives, pauses taken out', () => {
    fc.assert(
      fc.property(
        anyPlace,
        fc.integer({ min: 1, max: 2500 }),
        somePauses,
        ({ data, near }, budget, random) => {
          const counter = minuteCounter(data);
          const pauses = pausesFrom(near, random);
          let [left, at] = [budget, near];
          for (; left > 0 && at < near + TEN_DAYS * MINUTE; at += MINUTE) {
            const paused = pauses.some(({ from, to }) => +from <= at && to && at < +to);
            if (!paused && counter.daysOf(at).length > 0) left -= 1;
          }
          const { due } = dueTime(buildCalendar(data), new Date(near), { business_minutes: budget }, pauses);
          if (left === 0) expect(due).toEqual(new Date(at));
          else expect(due && +due > at - MINUTE).toBe(true);
        },
      ),
      runs,
    );
  });

  it('says when it is open, and when it opens next', () => {
    fc.assert(
      fc.property(anyPlace, ({ data, near }) => {
        const counter = minuteCounter(data);
        const calendar = buildCalendar(data);
        expect(isOpen(calendar, new Date(near))).toBe(counter.daysOf(near).length > 0);
        let at = near;
        while (counter.daysOf(at).length === 0 && at < near + TEN_DAYS * MINUTE) at += MINUTE;
        const next = nextOpening(calendar, new Date(near));
        if (at < near + TEN_DAYS * MINUTE) expect(next).toEqual(new Date(at));
        else expect(next && +next >= at).toBe(true);
      }),
      runs,
    );
  });

  it('finds the close of business days as looking at every minute does', () => {
    fc.assert(
      fc.property(anyPlace, fc.integer({ min: 0, max: 2 }), ({ data, near }, n) => {
        const counter = minuteCounter(data);
        const close = closeByCounting(counter, near, n);
        // Ten days were not enough to see it: a closure, or hours on few days.
        fc.pre(close !== null);
        const target: Target = n === 0 ? { end_of: 'day' } : { business_days: n };
        const { due } = dueTime(buildCalendar(data), new Date(near), target, []);
        expect(due).toEqual(close && new Date(close));
      }),
      runs,
    );
  });

  it('ends days at the midnight at which the date on the wall changes', () => {
    fc.assert(
      fc.property(anyPlace, fc.integer({ min: 0, max: 6 }), ({ data, near }, n) => {
        const counter = minuteCounter(data);
        const first = Date.parse(`${counter.dayOn(near)}T00:00Z`);
        const last = new Date(first + n * 1440 * MINUTE).toISOString().slice(0, 10);
        let end = near;
        for (let at = near; at < near + TEN_DAYS * MINUTE; at += MINUTE)
          if (counter.dayOn(at) <= last) end = at + MINUTE;
        const { due } = dueTime(buildCalendar(data), new Date(near), { days: n }, []);
        expect(due).toEqual(new Date(end));
      }),
      runs,
    );
  });

  const months = fc.integer({ min: 1, max: 100 * 1440 * 60 }).map((seconds) => seconds * 1000);

  it('gives the budget back when it is measured, over months', () => {
    fc.assert(
      fc.property(anyPlace, months, somePauses, ({ data, near }, budget, random) => {
        const calendar = buildCalendar(data);
        const [start, pauses] = [new Date(near), pausesFrom(near, random)];
        const target: Target = { business_minutes: budget / MINUTE / 10 };
        const { due } = dueTime(calendar, start, target, pauses);
        const measured = due && consumed(calendar, start, target, pauses, due);
        expect(measured).toBe(budgetOf(calendar, start, target));
      }),
      runs,
    );
  });

  it('comes to the same when a budget is split in two', () => {
    fc.assert(
      fc.property(anyPlace, months, fc.nat({ max: 1000 }), ({ data, near }, most, part) => {
        const calendar = buildCalendar(data);
        const [start, target]: [Date, Target] = [new Date(near), { business_minutes: 1 }];
        const budget = Math.ceil(most / 10);
        const first = Math.floor((budget * part) / 1001);
        const half = atConsumed(calendar, start, target, [], first);
        const whole = half && atConsumed(calendar, half, target, [], budget - first);
        expect(whole).toEqual(atConsumed(calendar, start, target, [], budget));
      }),
      runs,
    );
  });

  it('credits a pause the same when it is cut where the desk opens and closes, or runs on while it is closed', () => {
    fc.assert(
      fc.property(anyPlace, months, somePauses, ({ data, near }, budget, random) => {
        const calendar = buildCalendar(data);
        const start = new Date(near);
        const target: Target = { business_minutes: budget / MINUTE / 10 };
        const pauses = pausesFrom(near, random);
        const cut = pauses.flatMap((pause) => openParts(calendar, pause));
        expect(dueTime(calendar, start, target, cut)).toEqual(dueTime(calendar, start, target, pauses));
      }),
      runs,
    );
  });
});

/** The close of the n-th open day after the business day of a moment; for 0 of that day itself, or of the next open one. */
function closeByCounting(counter: MinuteCounter, near: number, n: number): number | null {
  const today = counter.daysOf(near).at(-1) ?? counter.dayOn(near);
  const closes = new Map<string, number>();
  for (let at = near; at < near + TEN_DAYS * MINUTE; at += MINUTE) {
    for (const day of counter.daysOf(at)) closes.set(day, at + MINUTE);
    if (at % (1440 * MINUTE) !== 0) continue;
    const rest = [...closes.keys()].filter((day) => day > today).sort();
    const close = closes.get((n === 0 && closes.has(today) ? today : rest[Math.max(n, 1) - 1]) ?? '');
    // Two days later nothing of that day comes back.
    if (close !== undefined && close < at - 2 * 1440 * MINUTE) return close;
  }
  return null;
}

/** Only what of a pause lies in opening time, interval by interval. */
function openParts(calendar: ReturnType<typeof buildCalendar>, pause: Pause): Pause[] {
  const parts: Pause[] = [];
  const end = pause.to?.getTime() ?? Number.POSITIVE_INFINITY;
  for (let at = pause.from.getTime(); at < end; ) {
    const opening = calendar.openingAt(at);
    if (!opening || opening.from >= end) break;
    const [from, to] = [Math.max(at, opening.from), Math.min(end, opening.to)];
    parts.push({ reason: 'part', from: new Date(from), to: new Date(to) });
    at = to;
  }
  return parts;
}
