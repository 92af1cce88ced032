import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alwaysOpen,
  atConsumed,
  budgetOf,
  type Calendar,
  consumed,
  dueTime,
  explainDueTime,
  type LengthTarget,
  type Pause,
} from './index.ts';
import { openingList } from './testing/opening-list.ts';

const MINUTE = 60_000;
const seed = process.env.SHOUWEN_TEST_SEED;
const runs = {
  numRuns: process.env.SHOUWEN_TEST_LONG ? 10_000 : 500,
  ...(seed === undefined ? {} : { seed: Number(seed) }),
};
const BASE = Date.parse('2026-10-24T00:00Z');
const DAYS = 6;
const at = (minute: number) => new Date(BASE + minute * MINUTE);

// Openings as lengths of closed and open time in turn, and open for good at the end, so that every budget runs out.
const hours = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 600 })), { maxLength: 12 })
  .map((lengths): Calendar => {
    let minute = 0;
    const openings = lengths.map(([closed, open]) => {
      const from = minute + closed;
      minute = from + open;
      return { from: +at(from), to: +at(minute) };
    });
    return openingList('UTC', [...openings, { from: +at(minute + 60), to: Number.POSITIVE_INFINITY }]);
  });
const calendars = fc.oneof(fc.constant(alwaysOpen('Europe/Madrid')), hours);
const minutes = fc.integer({ min: 0, max: DAYS * 1440 });
const targets: fc.Arbitrary<LengthTarget> = fc
  .tuple(fc.boolean(), fc.integer({ min: 1, max: 2000 }))
  .map(
    ([plain, length]): LengthTarget => (plain ? { elapsed_minutes: length } : { business_minutes: length }),
  );
const pauses: fc.Arbitrary<Pause> = fc
  .tuple(fc.constantFrom('waiting', 'on_hold', 'merged'), minutes, fc.integer({ min: 0, max: 1500 }))
  .map(([reason, from, length]) => ({ reason, from: at(from), to: at(from + length) }));
const cases = fc.record({
  calendar: calendars,
  start: minutes.map(at),
  target: targets,
  pauses: fc.array(pauses, { maxLength: 5 }),
});

/** The same due time, found by asking each minute whether it counts. */
function dueByCounting(calendar: Calendar, start: Date, target: LengthTarget, all: readonly Pause[]): Date {
  let left = 'elapsed_minutes' in target ? target.elapsed_minutes : target.business_minutes;
  let now = start.getTime();
  while (left > 0) {
    const paused = all.some((pause) => pause.from.getTime() <= now && pause.to && now < pause.to.getTime());
    const opening = calendar.openingAt(now);
    const open = 'elapsed_minutes' in target || (opening !== null && opening.from <= now);
    if (open && !paused) left -= 1;
    now += MINUTE;
  }
  return new Date(now);
}

describe('due times', { timeout: 600_000 }, () => {
  it('agree with counting minute by minute', () => {
    fc.assert(
      fc.property(cases, ({ calendar, start, target, pauses }) => {
        const due = dueByCounting(calendar, start, target, pauses);
        expect(dueTime(calendar, start, target, pauses)).toEqual({ due });
      }),
      runs,
    );
  });

  it('give the budget back when measured', () => {
    fc.assert(
      fc.property(cases, ({ calendar, start, target, pauses }) => {
        const { due } = dueTime(calendar, start, target, pauses);
        const measured = due && consumed(calendar, start, target, pauses, due);
        expect(measured).toBe(budgetOf(calendar, start, target));
      }),
      runs,
    );
  });

  it('do not depend on the order of the pauses', () => {
    fc.assert(
      fc.property(cases, fc.infiniteStream(fc.nat()), ({ calendar, start, target, pauses }, keys) => {
        const keyed = pauses.map((pause) => ({ pause, key: keys.next().value ?? 0 }));
        const shuffled = keyed.sort((a, b) => a.key - b.key).map(({ pause }) => pause);
        expect(dueTime(calendar, start, target, shuffled)).toEqual(dueTime(calendar, start, target, pauses));
      }),
      runs,
    );
  });

  it('do not change when a pause is split in two adjacent ones', () => {
    fc.assert(
      fc.property(
        cases,
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ calendar, start, target, pauses }, part) => {
          const halves = pauses.flatMap((pause): Pause[] => {
            const from = pause.from.getTime();
            const middle = new Date(Math.round(from + part * ((pause.to?.getTime() ?? from) - from)));
            return [
              { ...pause, to: middle },
              { ...pause, from: middle, reason: 'other' },
            ];
          });
          expect(dueTime(calendar, start, target, halves)).toEqual(dueTime(calendar, start, target, pauses));
        },
      ),
      runs,
    );
  });

  it('do not change when the budget is split in two', () => {
    fc.assert(
      fc.property(cases, fc.nat({ max: 2000 }), ({ calendar, start, target, pauses }, first) => {
        const budget = budgetOf(calendar, start, target);
        const part = Math.min(first * MINUTE, budget);
        const half = atConsumed(calendar, start, target, pauses, part);
        const whole = half && atConsumed(calendar, half, target, pauses, budget - part);
        const { due } = dueTime(calendar, start, target, pauses);
        expect(whole).toEqual(part === budget ? half : due);
      }),
      runs,
    );
  });
});

describe('explanations', { timeout: 600_000 }, () => {
  it('are without gaps from start to due and sum up to the budget', () => {
    fc.assert(
      fc.property(cases, ({ calendar, start, target, pauses }) => {
        const { due } = dueTime(calendar, start, target, pauses);
        const steps = explainDueTime(calendar, start, target, pauses, start);
        const ends = steps.map((step) => step.to);
        expect(steps.map((step) => step.from)).toEqual([start, ...ends.slice(0, -1)]);
        expect(ends.at(-1)).toEqual(due);
        expect(steps.at(-1)?.running_ms).toBe(budgetOf(calendar, start, target));
        const counted = steps.filter((step) => step.kind === 'counted').map((step) => step.ms);
        expect(counted.reduce((a, b) => a + b, 0)).toBe(budgetOf(calendar, start, target));
      }),
      runs,
    );
  });
});
