import { buildCalendar, businessTimeBetween, type Target } from '@shouwen/calendar';
import { describe, expect, it } from 'vitest';
import { explain, open, pause, resume, retarget } from './index.ts';
import { at, cause, MINUTE, run } from './testing/desk.ts';

// What people ask of other help desks in vain, as far as it is arithmetic.

const nineToFive = ['09:00-17:00'];
const desk = buildCalendar({
  zone: 'Europe/Madrid',
  hours: [
    {
      from: null,
      week: { mon: nineToFive, tue: nineToFive, wed: nineToFive, thu: nineToFive, fri: nineToFive },
    },
  ],
  days: [{ day: '2026-12-24', hours: ['09:00-12:00'] }],
});
const terms = (minutes: number) => ({
  target: { business_minutes: minutes } satisfies Target,
  warnings: [],
  escalations: [],
});
const begin = (minutes: number, start = at('09:00')) => open(desk, start, terms(minutes), cause(start)).clock;
const waiting = 'waiting_for_customer';

describe('a pause', () => {
  it('stops the clock while we wait for the customer, and the ledger shows each', () => {
    const { clock, steps } = run(
      begin(240),
      (clock) => pause(clock, desk, waiting, cause(at('10:00'))),
      (clock) => resume(clock, desk, waiting, cause(at('11:00'))),
      (clock) => pause(clock, desk, waiting, cause(at('12:00'))),
      (clock) => resume(clock, desk, waiting, cause(at('13:00'))),
    );
    expect(clock.due_at).toEqual(at('15:00'));
    expect(steps.map(({ kind, at }) => [kind, at])).toEqual([
      ['paused', at('10:00')],
      ['resumed', at('11:00')],
      ['paused', at('12:00')],
      ['resumed', at('13:00')],
    ]);
    expect(explain(clock, desk, at('13:00')).pauses).toHaveLength(2);
  });

  it('of three hours of business time moves the due time by exactly three hours, and shows none meanwhile', () => {
    const before = begin(120);
    const paused = pause(before, desk, waiting, cause(at('10:00'))).clock;
    expect(paused).toMatchObject({ due_at: null, remaining_ms: 60 * MINUTE });
    const after = resume(paused, desk, waiting, cause(at('13:00'))).clock;
    expect((after.due_at?.getTime() ?? 0) - (before.due_at?.getTime() ?? 0)).toBe(180 * MINUTE);
  });

  it('is kept when the policy changes twice around it: the same as one clean computation', () => {
    const { clock } = run(
      begin(120),
      (clock) => retarget(clock, desk, terms(300), cause(at('09:30'))),
      (clock) => pause(clock, desk, waiting, cause(at('10:00'))),
      (clock) => resume(clock, desk, waiting, cause(at('11:30'))),
      (clock) => retarget(clock, desk, terms(240), cause(at('12:00'))),
    );
    const clean = run(
      begin(240),
      (clock) => pause(clock, desk, waiting, cause(at('10:00'))),
      (clock) => resume(clock, desk, waiting, cause(at('11:30'))),
    ).clock;
    expect(clock.due_at).toEqual(clean.due_at);
    expect(clean.due_at).toEqual(at('14:30'));
  });

  it('from Friday 17:00 to Monday 10:00 is one hour on a desk that is open from nine to five', () => {
    const [friday, monday] = [at('17:00', '2026-11-27'), at('10:00', '2026-11-30')];
    const { clock } = run(
      begin(240, at('16:00', '2026-11-27')),
      (clock) => pause(clock, desk, waiting, cause(friday)),
      (clock) => resume(clock, desk, waiting, cause(monday)),
    );
    expect(clock.due_at).toEqual(at('13:00', '2026-11-30'));
    const paused = explain(clock, desk, monday).intervals.find(({ kind }) => kind === 'paused');
    expect(paused?.ms).toBe(60 * MINUTE);
  });
});

describe('opening hours', () => {
  it('may have a lunch break', () => {
    const split = buildCalendar({
      zone: 'Europe/Madrid',
      hours: [{ from: null, week: { mon: ['09:00-12:00', '13:00-18:00'], tue: ['09:00-12:00'] } }],
    });
    const due = (start: string, minutes: number) =>
      open(split, at(start), terms(minutes), cause(at(start))).clock.due_at;
    expect(due('11:00', 60)).toEqual(at('12:00'));
    expect(due('11:00', 61)).toEqual(at('13:01'));
    expect(due('12:30', 30)).toEqual(at('13:30'));
    expect(due('17:30', 60)).toEqual(at('09:30', '2026-11-24'));
  });

  it('may go past midnight', () => {
    const night = buildCalendar({
      zone: 'Europe/Madrid',
      hours: [{ from: null, week: { mon: ['22:00-06:00'] } }],
    });
    const start = at('23:00');
    const { clock } = open(night, start, terms(180), cause(start));
    expect(clock.due_at).toEqual(at('02:00', '2026-11-24'));
  });

  it('may end at noon on a holiday', () => {
    const [from, to] = [at('00:00', '2026-12-24'), at('00:00', '2026-12-25')];
    expect(businessTimeBetween(desk, from, to)).toBe(180 * MINUTE);
    const start = at('11:30', '2026-12-24');
    const { clock } = open(desk, start, terms(60), cause(start));
    expect(clock.due_at).toEqual(at('09:30', '2026-12-25'));
  });
});
