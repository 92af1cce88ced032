import { buildCalendar, type CalendarData } from '@shouwen/calendar';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complete, open, pause, recalculate, resume, tick } from './index.ts';
import { always, at, cause, MINUTE, run } from './testing/desk.ts';
import {
  anyCalendar,
  anyHistory,
  anyTerms,
  begin,
  facts,
  happen,
  minutesIn,
} from './testing/random-history.ts';

const hours = ['09:00-17:00'];
const data: CalendarData = {
  zone: 'Europe/Madrid',
  hours: [{ from: null, week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours } }],
};
const desk = buildCalendar(data);
const withHoliday = buildCalendar({ ...data, days: [{ day: '2026-11-23', hours: ['09:00-12:00'] }] });
const earlier = buildCalendar({ ...data, days: [{ day: '2026-11-23', hours: ['07:00-17:00'] }] });
const terms = { target: { business_minutes: 240 }, warnings: [{ share: 0.5 }], escalations: [] };
const begun = (start = at('09:00')) => open(desk, start, terms, cause(start)).clock;

describe('a corrected calendar', { timeout: 600_000 }, () => {
  it('counts anew from the start with all pauses kept, and says so in one step', () => {
    const { clock } = run(
      begun(),
      (clock) => pause(clock, desk, 'on_hold', cause(at('10:00'))),
      (clock) => resume(clock, desk, 'on_hold', cause(at('11:00'))),
    );
    const change = recalculate(clock, withHoliday, { calendar: 'front_desk' }, cause(at('11:30')));
    expect(change.clock.due_at).toEqual(at('11:00', '2026-11-24'));
    expect(change.steps).toMatchObject([
      {
        kind: 'recalculated',
        due_before: at('14:00'),
        due_after: at('11:00', '2026-11-24'),
        consumed_ms: 90 * MINUTE,
        detail: { calendar: 'front_desk' },
      },
    ]);
  });

  it('that makes it overdue says so; the next tick finds the miss', () => {
    const clock = begun(at('07:00'));
    const change = recalculate(clock, earlier, {}, cause(at('12:00')));
    expect(change.clock.due_at).toEqual(at('11:00'));
    expect(change.steps[0]?.detail).toMatchObject({ overdue: true });
    expect(tick(change.clock, earlier, cause(at('12:00'))).raised.map(({ kind }) => kind)).toContain(
      'missed',
    );
  });

  it('takes a miss back when the new due moment lies ahead, and warns anew', () => {
    const missed = tick(begun(), desk, cause(at('13:01'))).clock;
    expect(missed).toMatchObject({ outcome: 'missed', fired: ['warning:50%', 'missed'] });
    const { clock } = recalculate(missed, withHoliday, {}, cause(at('13:05')));
    expect(clock).toMatchObject({ outcome: null, fired: ['warning:50%'], due_at: at('10:00', '2026-11-24') });
  });

  it('that changes no moment of it writes nothing', () => {
    const clock = begun();
    const later = buildCalendar({ ...data, days: [{ day: '2027-01-06', hours: [] }] });
    expect(recalculate(clock, later, {}, cause(at('10:00')))).toEqual({ clock, steps: [], raised: [] });
  });

  it('leaves alone what has ended', () => {
    const { clock } = complete(begun(), desk, cause(at('12:30')));
    expect(recalculate(clock, withHoliday, {}, cause(at('13:00'))).clock).toBe(clock);
  });

  it('shows what remains of a paused one anew', () => {
    const paused = pause(begun(at('08:00')), desk, 'on_hold', cause(at('10:00'))).clock;
    const { clock } = recalculate(paused, earlier, {}, cause(at('10:30')));
    expect([paused.remaining_ms, clock.remaining_ms]).toEqual([180 * MINUTE, 120 * MINUTE]);
  });

  it('anywhere in a history leaves what the history on the corrected calendar leaves', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyTerms,
        anyHistory,
        fc.nat(14),
        fc.nat(300),
        (calendar, first, history, place, more) => {
          const end = minutesIn((+(history.at(-1)?.at ?? 0) - +minutesIn(0)) / MINUTE + more);
          let clock = begin(always, first).clock;
          let twin = begin(calendar, first).clock;
          let now = always;
          for (const [index, thing] of history.entries()) {
            if (index === place) {
              now = calendar;
              clock = recalculate(clock, calendar, {}, { at: thing.at, event: 'corrected' }).clock;
            }
            clock = happen(clock, now, thing).clock;
            twin = happen(twin, calendar, thing).clock;
          }
          if (clock.state === 'done') return;
          const { clock: after } = recalculate(clock, calendar, {}, { at: end, event: 'again' });
          const { outcome: ours, ...rest } = facts(after, calendar, end);
          const { outcome: theirs, ...wanted } = facts(twin, calendar, end);
          expect(rest).toEqual(wanted);
          expect(ours).toBe(theirs);
        },
      ),
      { numRuns: process.env.SHOUWEN_TEST_LONG ? 10_000 : 300 },
    );
  });
});
