import { describe, expect, it } from 'vitest';
import type { Entry } from './clock.ts';
import {
  complete,
  derive,
  explain,
  liftMerge,
  MERGED,
  pause,
  reopen,
  resume,
  retarget,
  reviveHistory,
  type Stored,
  tick,
} from './index.ts';
import { always, at, cause, MINUTE, run, started, terms } from './testing/desk.ts';

describe('the explanation of a due time', () => {
  const { clock } = run(
    started(60, { warnings: [{ share: 0.5 }] }),
    (clock) => tick(clock, always, cause(at('09:30'))),
    (clock) => pause(clock, always, 'on_hold', cause(at('09:40'))),
    (clock) => resume(clock, always, 'on_hold', cause(at('10:00'))),
    (clock) => pause(clock, always, MERGED, cause(at('10:05'))),
    (clock) => liftMerge(clock, always, cause(at('10:10'))),
    (clock) => retarget(clock, always, terms(120, { warnings: [{ share: 0.25 }] }), cause(at('10:15'))),
    (clock) => tick(clock, always, cause(at('10:15'))),
  );

  it('tells targets, counted and paused time, pauses taken back, and what was fired', () => {
    const told = explain(clock, always, at('10:20'));
    expect(told).toMatchObject({
      due_at: at('11:20'),
      budget_ms: 120 * MINUTE,
      consumed_ms: 60 * MINUTE,
      remaining_ms: 60 * MINUTE,
      targets: [{ target: { elapsed_minutes: 60 } }, { at: at('10:15'), target: { elapsed_minutes: 120 } }],
      intervals: [
        { from: at('09:00'), to: at('09:40'), kind: 'counted', running_ms: 40 * MINUTE },
        { from: at('09:40'), to: at('10:00'), kind: 'paused', reasons: ['on_hold'], ms: 20 * MINUTE },
        { from: at('10:00'), to: at('11:20'), kind: 'counted', running_ms: 120 * MINUTE },
      ],
      pauses: [
        { reason: 'on_hold', from: at('09:40'), to: at('10:00') },
        { reason: MERGED, from: at('10:05'), to: at('10:10'), void: true },
      ],
      marks: [
        { id: 'warning:25%', moment: at('09:30'), fired: true },
        { id: 'missed', moment: at('11:20:00.001'), fired: false },
      ],
    });
  });

  it('ends with the end of what was kept', () => {
    const done = complete(clock, always, cause(at('10:30'))).clock;
    const told = explain(done, always, at('18:00'));
    expect(told.intervals.at(-1)).toMatchObject({ kind: 'counted', to: at('10:30') });
    expect(told.remaining_ms).toBe(50 * MINUTE);
  });

  it('shows the time it was resolved as a pause once it is reopened', () => {
    const again = run(
      clock,
      (clock) => complete(clock, always, cause(at('10:30'))),
      (clock) => reopen(clock, always, cause(at('11:00'))),
    ).clock;
    const reasons = explain(again, always, at('11:00')).intervals.map((interval) => interval.reasons);
    expect(reasons).toEqual([[], ['on_hold'], [], ['resolved'], []]);
  });

  it('is the same from a record that was stored as JSON', () => {
    const stored: Stored<Entry>[] = JSON.parse(JSON.stringify(clock.history));
    const { started_at, fired } = clock;
    const again = derive(always, { started_at, fired, history: reviveHistory(stored) });
    expect(again).toEqual(clock);
  });
});
