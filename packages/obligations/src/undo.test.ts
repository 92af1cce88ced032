import { describe, expect, it } from 'vitest';
import {
  cancel,
  complete,
  liftMerge,
  MERGED,
  pause,
  reopen,
  resume,
  retarget,
  tick,
  withoutEvents,
} from './index.ts';
import { always, at, cause, MINUTE, run, started, terms } from './testing/desk.ts';

const WAITING = 'waiting_for_customer';

describe('a merge that is undone', () => {
  it('credits nothing, and writes one pause and one resume', () => {
    const clock = started(120);
    const merged = pause(clock, always, MERGED, cause(at('10:00')));
    const lifted = liftMerge(merged.clock, always, cause(at('10:30')));
    expect(lifted.clock).toMatchObject({ state: 'open', due_at: clock.due_at, next_at: clock.next_at });
    expect([...merged.steps, ...lifted.steps]).toMatchObject([
      { kind: 'paused', due_before: at('11:00'), due_after: null, remaining_ms: 60 * MINUTE },
      { kind: 'resumed', due_before: null, due_after: at('11:00'), remaining_ms: 30 * MINUTE },
    ]);
  });

  it('fires nothing while merged, and finds the miss at the next tick after', () => {
    const merged = pause(started(60), always, MERGED, cause(at('09:30'))).clock;
    expect(tick(merged, always, cause(at('12:00'))).clock).toBe(merged);
    const { clock, steps } = liftMerge(merged, always, cause(at('12:00')));
    expect(clock).toMatchObject({ outcome: null, next_at: at('10:00:00.001') });
    expect(steps[0]?.detail).toMatchObject({ reason: MERGED, void: true, overdue: true });
    expect(tick(clock, always, cause(at('12:00'))).clock.outcome).toBe('missed');
  });

  it('keeps what happened underneath: the customer answered while it was merged', () => {
    const { clock } = run(
      started(120),
      (clock) => pause(clock, always, WAITING, cause(at('09:30'))),
      (clock) => pause(clock, always, MERGED, cause(at('10:00'))),
      (clock) => resume(clock, always, WAITING, cause(at('10:30'))),
      (clock) => liftMerge(clock, always, cause(at('11:00'))),
    );
    expect(clock.due_at).toEqual(at('12:00'));
  });

  it('judges anew what was completed while it was merged', () => {
    const { clock, steps } = run(
      started(60),
      (clock) => pause(clock, always, MERGED, cause(at('09:30'))),
      (clock) => complete(clock, always, cause(at('10:30'))),
      (clock) => liftMerge(clock, always, cause(at('11:00'))),
    );
    expect(clock).toMatchObject({ state: 'done', outcome: 'late', due_at: at('10:00') });
    expect(steps.at(-1)?.detail).toMatchObject({ outcome_before: 'kept', outcome_after: 'late' });
  });

  it('leaves what was done before it untouched', () => {
    const done = complete(started(60), always, cause(at('09:30'))).clock;
    expect(pause(done, always, MERGED, cause(at('10:00')))).toEqual({ clock: done, steps: [], raised: [] });
    expect(liftMerge(done, always, cause(at('11:00')))).toEqual({ clock: done, steps: [], raised: [] });
  });

  it('can be merged and undone again', () => {
    const { clock } = run(
      started(120),
      (clock) => pause(clock, always, MERGED, cause(at('09:30'))),
      (clock) => liftMerge(clock, always, cause(at('09:40'))),
      (clock) => pause(clock, always, MERGED, cause(at('10:00'))),
      (clock) => liftMerge(clock, always, cause(at('10:30'))),
    );
    expect(clock.due_at).toEqual(at('11:00'));
  });

  it('ends no merge by completing: reopened, it is still merged away', () => {
    const { clock } = run(
      started(60),
      (clock) => pause(clock, always, MERGED, cause(at('09:30'))),
      (clock) => complete(clock, always, cause(at('10:00'))),
      (clock) => reopen(clock, always, cause(at('10:30'))),
    );
    expect(clock).toMatchObject({ state: 'paused', paused_for: [MERGED] });
  });
});

describe('taking events back', () => {
  const waiting = () => pause(started(120), always, WAITING, cause(at('09:30'))).clock;
  const other = (time: string) => cause(at(time), { event: `source-${time}`, provisional: true });

  it('lets a pause that they ended run on', () => {
    const woken = resume(waiting(), always, WAITING, other('10:00')).clock;
    const { clock, steps } = withoutEvents(woken, always, ['source-10:00'], cause(at('11:00')));
    expect(clock).toMatchObject({ state: 'paused', paused_for: [WAITING], remaining_ms: 90 * MINUTE });
    expect(steps).toMatchObject([
      { kind: 'voided', due_before: at('11:30'), due_after: null, detail: { events: ['source-10:00'] } },
    ]);
  });

  it('remembers who else would have ended it, though it had no effect then', () => {
    const { clock: twice, steps } = run(
      waiting(),
      (clock) => resume(clock, always, WAITING, other('10:00')),
      (clock) => resume(clock, always, WAITING, cause(at('10:20'))),
    );
    expect(steps.map((step) => step.kind)).toEqual(['resumed']);
    const { clock } = withoutEvents(twice, always, ['source-10:00'], cause(at('11:00')));
    expect(clock).toMatchObject({ state: 'open', due_at: at('11:50') });
  });

  it('voids a pause that they opened', () => {
    const held = pause(started(120), always, 'on_hold', other('10:00')).clock;
    const { clock } = withoutEvents(held, always, ['source-10:00'], cause(at('10:30')));
    expect(clock).toMatchObject({ state: 'open', due_at: at('11:00') });
  });

  it('makes done again what they reopened, with the terms and the outcome it had', () => {
    const { clock: again } = run(
      started(120),
      (clock) => complete(clock, always, cause(at('10:00'))),
      (clock) => reopen(clock, always, other('11:00')),
      (clock) => retarget(clock, always, terms(30), cause(at('11:10'))),
      (clock) => tick(clock, always, cause(at('11:10'))),
    );
    expect(again.outcome).toBe('missed');
    const { clock } = withoutEvents(again, always, ['source-11:00'], cause(at('11:30')));
    expect(clock).toMatchObject({
      state: 'done',
      outcome: 'kept',
      done_at: at('10:00'),
      due_at: at('11:00'),
    });
  });

  it('opens again what they completed', () => {
    const done = complete(started(60), always, other('09:30')).clock;
    const { clock } = withoutEvents(done, always, ['source-09:30'], cause(at('11:00')));
    expect(clock).toMatchObject({ state: 'open', outcome: null, due_at: at('10:00') });
    expect(tick(clock, always, cause(at('11:00'))).clock.outcome).toBe('missed');
  });

  it('takes a miss back that would not have been', () => {
    const { clock: missed } = run(
      waiting(),
      (clock) => resume(clock, always, WAITING, other('10:00')),
      (clock) => tick(clock, always, cause(at('12:00'))),
    );
    expect(missed.outcome).toBe('missed');
    const { clock } = withoutEvents(missed, always, ['source-10:00'], cause(at('12:10')));
    expect(clock).toMatchObject({ state: 'paused', outcome: null, fired: [] });
  });

  it('raises no miss that only they would have made', () => {
    const woken = resume(waiting(), always, WAITING, other('10:00')).clock;
    const { steps, raised } = withoutEvents(woken, always, ['source-10:00'], cause(at('12:10')));
    expect(raised).toEqual([]);
    expect(steps.map((step) => step.kind)).toEqual(['voided']);
  });

  it('changes nothing when they did nothing here, and never unmakes the opening', () => {
    const clock = started(60);
    const opening = clock.history.map((entry) => entry.event);
    expect(withoutEvents(clock, always, ['nobody', ...opening], cause(at('09:30'))).clock).toBe(clock);
  });

  it('keeps no record of what is without effect when nothing can be taken back', () => {
    const gone = cancel(started(60), always, 'spam', cause(at('09:10'))).clock;
    expect(resume(gone, always, WAITING, cause(at('09:20'))).clock.history).toHaveLength(2);
  });
});
