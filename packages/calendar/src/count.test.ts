import { describe, expect, it } from 'vitest';
import { alwaysOpen, atConsumed, consumed, dueTime, explainDueTime, type Pause, unite } from './index.ts';
import { openingList, sameHours } from './testing/opening-list.ts';

const MINUTE = 60_000;
const calendar = alwaysOpen('Asia/Shanghai');
const at = (time: string) => new Date(`2026-11-23T${time}Z`);
const pause = (reason: string, from: string, to: string | null): Pause => ({
  reason,
  from: at(from),
  to: to === null ? null : at(to),
});
const twoHours = { elapsed_minutes: 120 };

describe('a due time with pauses', () => {
  it('counts overlapping pauses of several reasons once', () => {
    const pauses = [pause('waiting', '10:00', '12:00'), pause('on_hold', '11:00', '13:00')];
    expect(dueTime(calendar, at('09:00'), twoHours, pauses)).toEqual({ due: at('14:00') });
  });

  it('credits nothing for the part of a pause before the start', () => {
    const pauses = [pause('waiting', '06:00', '10:00')];
    expect(dueTime(calendar, at('09:00'), twoHours, pauses)).toEqual({ due: at('12:00') });
    expect(dueTime(calendar, at('09:00'), twoHours, [pause('waiting', '06:00', '09:00')])).toEqual({
      due: at('11:00'),
    });
  });

  it('has no due moment while a pause lasts, but says what is left', () => {
    const pauses = [pause('waiting', '09:30', null)];
    expect(dueTime(calendar, at('09:00'), twoHours, pauses)).toEqual({
      due: null,
      remaining_ms: 90 * MINUTE,
    });
  });

  it('is not moved by a pause that begins at the due instant or later', () => {
    expect(dueTime(calendar, at('09:00'), twoHours, [pause('waiting', '11:00', null)])).toEqual({
      due: at('11:00'),
    });
  });

  it('ignores a pause that ends before it begins', () => {
    expect(dueTime(calendar, at('09:00'), twoHours, [pause('waiting', '10:30', '10:00')])).toEqual({
      due: at('11:00'),
    });
  });

  it('has none on a calendar that does not open again', () => {
    const desk = openingList('UTC', sameHours(['2026-11-23'], ['09:00-10:00'], 'Z'));
    const target = { business_minutes: 90 };
    expect(dueTime(desk, at('09:00'), target, [])).toEqual({ due: null, remaining_ms: 30 * MINUTE });
    expect(dueTime(desk, at('09:30'), target, [pause('waiting', '09:40', null)])).toEqual({
      due: null,
      remaining_ms: 80 * MINUTE,
    });
  });
});

describe('consumption', () => {
  it('goes on beyond the budget and never below nothing', () => {
    expect(consumed(calendar, at('09:00'), twoHours, [], at('13:00'))).toBe(240 * MINUTE);
    expect(consumed(calendar, at('09:00'), twoHours, [], at('08:00'))).toBe(0);
  });

  it('has used nothing, or less, at the start', () => {
    expect(atConsumed(calendar, at('09:00'), twoHours, [], 0)).toEqual(at('09:00'));
    expect(atConsumed(calendar, at('09:00'), twoHours, [], -MINUTE)).toEqual(at('09:00'));
  });
});

describe('refusals', () => {
  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a target of %s minutes', (minutes) => {
    expect(() => dueTime(calendar, at('09:00'), { elapsed_minutes: minutes }, [])).toThrow(RangeError);
  });

  it('accepts parts of a minute', () => {
    expect(dueTime(calendar, at('09:00'), { elapsed_minutes: 0.05 }, [])).toEqual({ due: at('09:00:03') });
  });

  it('refuses a time zone that does not exist', () => {
    expect(() => alwaysOpen('Europe/Atlantis')).toThrow(RangeError);
  });
});

describe('the union of pauses', () => {
  it('is cut where the reasons change and joined where they do not', () => {
    const pauses = [
      pause('waiting', '10:00', '11:00'),
      pause('waiting', '11:00', '12:00'),
      pause('on_hold', '11:30', '13:00'),
      pause('merged', '15:00', null),
    ];
    expect(unite(pauses)).toEqual([
      { from: +at('10:00'), to: +at('11:30'), reasons: ['waiting'] },
      { from: +at('11:30'), to: +at('12:00'), reasons: ['waiting', 'on_hold'] },
      { from: +at('12:00'), to: +at('13:00'), reasons: ['on_hold'] },
      { from: +at('15:00'), to: Number.POSITIVE_INFINITY, reasons: ['merged'] },
    ]);
  });
});

describe('the explanation', () => {
  it('tells counted, closed and paused time with the running sum', () => {
    const desk = openingList('UTC', sameHours(['2026-11-23', '2026-11-24'], ['09:00-12:00'], 'Z'));
    const pauses = [pause('waiting', '11:00', '12:30')];
    const steps = explainDueTime(desk, at('08:00'), { business_minutes: 150 }, pauses, at('08:00'));
    const tomorrow = (time: string) => new Date(`2026-11-24T${time}Z`);
    const none: string[] = [];
    expect(steps).toEqual([
      { from: at('08:00'), to: at('09:00'), kind: 'closed', reasons: none, ms: 0, running_ms: 0 },
      {
        from: at('09:00'),
        to: at('11:00'),
        kind: 'counted',
        reasons: none,
        ms: 120 * MINUTE,
        running_ms: 120 * MINUTE,
      },
      {
        from: at('11:00'),
        to: at('12:30'),
        kind: 'paused',
        reasons: ['waiting'],
        ms: 60 * MINUTE,
        running_ms: 120 * MINUTE,
      },
      {
        from: at('12:30'),
        to: tomorrow('09:00'),
        kind: 'closed',
        reasons: none,
        ms: 0,
        running_ms: 120 * MINUTE,
      },
      {
        from: tomorrow('09:00'),
        to: tomorrow('09:30'),
        kind: 'counted',
        reasons: none,
        ms: 30 * MINUTE,
        running_ms: 150 * MINUTE,
      },
    ]);
  });

  it('ends at the moment asked about while a pause lasts', () => {
    const pauses = [pause('waiting', '10:00', null)];
    const steps = explainDueTime(calendar, at('09:00'), twoHours, pauses, at('10:30'));
    expect(steps.map((step) => [step.kind, step.to, step.ms])).toEqual([
      ['counted', at('10:00'), 60 * MINUTE],
      ['paused', at('10:30'), 30 * MINUTE],
    ]);
  });
});
