import { describe, expect, it } from 'vitest';
import {
  cancel,
  changeOwner,
  complete,
  ObligationEnded,
  open,
  pause,
  reopen,
  resume,
  retarget,
  tick,
  waive,
} from './index.ts';
import { always, at, cause, MINUTE, run, started, terms } from './testing/desk.ts';

describe('opening', () => {
  it('computes the due moment and the next thing to do', () => {
    const { clock, steps } = open(always, at('09:00'), terms(120), cause(at('09:05')));
    expect(clock).toMatchObject({
      state: 'open',
      outcome: null,
      due_at: at('11:00'),
      remaining_ms: null,
      // Done at 11:00 sharp is in time: it is missed from the first moment after.
      next_at: at('11:00:00.001'),
      next_action: 'missed',
    });
    expect(steps).toMatchObject([
      {
        kind: 'opened',
        due_before: null,
        due_after: at('11:00'),
        consumed_ms: 5 * MINUTE,
        remaining_ms: 115 * MINUTE,
      },
    ]);
  });

  it.each([
    ['share', terms(60, { warnings: [{ share: 1.5 }] })],
    ['time before', terms(60, { warnings: [{ before_minutes: 0 }] })],
    ['escalation', terms(60, { escalations: [{ after_minutes: -1 }] })],
    ['target', terms(0)],
  ])('refuses terms with a %s out of range', (_what, wrong) => {
    expect(() => open(always, at('09:00'), wrong, cause(at('09:00')))).toThrow(RangeError);
  });
});

describe('pausing', () => {
  it('stops the clock and shows what is left', () => {
    const { clock, steps } = pause(started(120), always, 'on_hold', cause(at('10:00')));
    expect(clock).toMatchObject({
      state: 'paused',
      paused_for: ['on_hold'],
      due_at: null,
      remaining_ms: 60 * MINUTE,
      next_at: null,
      next_action: null,
    });
    expect(steps).toMatchObject([
      { kind: 'paused', due_before: at('11:00'), due_after: null, detail: { reason: 'on_hold' } },
    ]);
  });

  it('lasts while any of several reasons lasts', () => {
    const { clock: twice } = run(
      started(120),
      (clock) => pause(clock, always, 'waiting_for_customer', cause(at('10:00'))),
      (clock) => pause(clock, always, 'on_hold', cause(at('10:30'))),
    );
    const once = resume(twice, always, 'waiting_for_customer', cause(at('11:00')));
    expect(once.clock).toMatchObject({ state: 'paused', paused_for: ['on_hold'] });
    expect(once.steps).toMatchObject([{ kind: 'resumed', detail: { still_paused_for: ['on_hold'] } }]);
    const running = resume(once.clock, always, 'on_hold', cause(at('12:00'))).clock;
    expect(running).toMatchObject({ state: 'open', due_at: at('13:00') });
  });

  it('for a reason that pauses it already, or ending one that does not, changes nothing', () => {
    const clock = pause(started(120), always, 'on_hold', cause(at('10:00'))).clock;
    expect(pause(clock, always, 'on_hold', cause(at('10:10')))).toEqual({ clock, steps: [], raised: [] });
    expect(resume(clock, always, 'waiting', cause(at('10:10')))).toEqual({ clock, steps: [], raised: [] });
  });

  it('does not hide that it was missed before, however late the scheduler is', () => {
    const { clock, steps, raised } = pause(started(60), always, 'on_hold', cause(at('10:00:01')));
    expect(steps.map((step) => step.kind)).toEqual(['missed', 'paused']);
    expect(raised).toEqual([{ kind: 'missed', index: 0 }]);
    expect(clock).toMatchObject({ state: 'paused', outcome: 'missed', remaining_ms: -1000 });
  });

  it('at the due instant comes too late to move it', () => {
    const clock = pause(started(60), always, 'on_hold', cause(at('10:00'))).clock;
    expect(complete(clock, always, cause(at('10:30'))).clock.outcome).toBe('late');
  });

  it('takes its own reasons only', () => {
    expect(() => pause(started(60), always, 'resolved', cause(at('09:30')))).toThrow(RangeError);
    expect(() => resume(started(60), always, 'resolved', cause(at('09:30')))).toThrow(RangeError);
    expect(() => resume(started(60), always, 'merged', cause(at('09:30')))).toThrow(RangeError);
  });
});

describe('the passing of time', () => {
  const warned = { warnings: [{ share: 0.5 }, { before_minutes: 15 }], escalations: [{ after_minutes: 30 }] };

  it('brings warnings, the miss and escalations, each once', () => {
    const seen = run(
      started(60, warned),
      (clock) => tick(clock, always, cause(at('09:30'))),
      (clock) => tick(clock, always, cause(at('09:44:59'))),
      (clock) => tick(clock, always, cause(at('09:45'))),
      (clock) => tick(clock, always, cause(at('10:00'))),
      (clock) => tick(clock, always, cause(at('10:00:01'))),
      (clock) => tick(clock, always, cause(at('10:30'))),
      (clock) => tick(clock, always, cause(at('23:00'))),
    );
    expect(seen.steps.map((step) => [step.kind, step.at])).toEqual([
      ['warned', at('09:30')],
      ['warned', at('09:45')],
      ['missed', at('10:00:01')],
      ['escalated', at('10:30')],
    ]);
    expect(seen.raised).toEqual([
      { kind: 'warning', index: 0 },
      { kind: 'warning', index: 1 },
      { kind: 'missed', index: 0 },
      { kind: 'escalation', index: 0 },
    ]);
    expect(seen.clock).toMatchObject({ state: 'open', outcome: 'missed', next_at: null, next_action: null });
  });

  it('collapses the warnings of a long gap into the latest', () => {
    const { raised, steps } = tick(started(60, warned), always, cause(at('09:50')));
    expect(raised).toEqual([{ kind: 'warning', index: 1 }]);
    expect(steps).toMatchObject([
      { kind: 'warned', detail: { mark: 'warning:-15m', moment: at('09:45'), collapsed: ['warning:50%'] } },
    ]);
  });

  it('raises every escalation of a long gap, after the miss', () => {
    const escalations = [{ after_minutes: 60 }, { after_minutes: 0 }];
    const { raised } = tick(started(60, { escalations }), always, cause(at('18:00')));
    expect(raised).toEqual([
      { kind: 'missed', index: 0 },
      { kind: 'escalation', index: 1 },
      { kind: 'escalation', index: 0 },
    ]);
  });

  it('lets a warning that falls into a pause wait for its end', () => {
    const paused = pause(started(60, warned), always, 'on_hold', cause(at('09:29'))).clock;
    expect(tick(paused, always, cause(at('12:00'))).clock).toBe(paused);
    const running = resume(paused, always, 'on_hold', cause(at('12:00'))).clock;
    expect(running).toMatchObject({ next_at: at('12:01'), next_action: 'warning:50%' });
  });

  it('warns at once when the time before due is longer than the budget', () => {
    const { next_at } = started(60, { warnings: [{ before_minutes: 90 }] });
    expect(next_at).toEqual(at('09:00'));
  });
});

describe('re-targeting', () => {
  it('keeps what was consumed and paused', () => {
    const { clock } = run(
      started(120),
      (clock) => pause(clock, always, 'on_hold', cause(at('10:00'))),
      (clock) => resume(clock, always, 'on_hold', cause(at('11:00'))),
      (clock) => retarget(clock, always, terms(300), cause(at('11:30'))),
    );
    expect(clock.due_at).toEqual(at('15:00'));
  });

  it('takes a miss back when the new due moment lies ahead', () => {
    const { clock, steps } = run(
      started(60, { warnings: [{ share: 0.5 }] }),
      (clock) => tick(clock, always, cause(at('10:30'))),
      (clock) => retarget(clock, always, terms(240, { warnings: [{ share: 0.5 }] }), cause(at('10:40'))),
    );
    expect(clock).toMatchObject({
      outcome: null,
      fired: [],
      next_at: at('11:00'),
      next_action: 'warning:50%',
    });
    expect(steps.at(-1)?.detail).toMatchObject({ outcome_before: 'missed', outcome_after: null });
  });

  it('to the same terms changes nothing', () => {
    const clock = started(60);
    expect(retarget(clock, always, terms(60), cause(at('09:10'))).clock).toBe(clock);
  });
});

describe('completing', () => {
  it('in time keeps it, and freezes the figures', () => {
    const { clock, steps } = complete(started(60), always, cause(at('09:40')));
    expect(clock).toMatchObject({
      state: 'done',
      outcome: 'kept',
      done_at: at('09:40'),
      due_at: at('10:00'),
      remaining_ms: 20 * MINUTE,
      next_at: null,
    });
    expect(steps).toMatchObject([{ kind: 'done', detail: { outcome_before: null, outcome_after: 'kept' } }]);
  });

  it('after a miss makes it late', () => {
    const missed = tick(started(60), always, cause(at('10:00:01'))).clock;
    const { clock } = complete(missed, always, cause(at('10:20')));
    expect(clock).toMatchObject({ outcome: 'late', due_at: at('10:00'), remaining_ms: -20 * MINUTE });
  });

  it('before the scheduler came gives the same outcome', () => {
    expect(complete(started(60), always, cause(at('10:20'))).clock.outcome).toBe('late');
  });

  it('while paused keeps it, however late it is by the clock on the wall', () => {
    const { clock } = run(
      started(60),
      (clock) => pause(clock, always, 'on_hold', cause(at('09:50'))),
      (clock) => complete(clock, always, cause(at('18:00'))),
    );
    expect(clock).toMatchObject({ outcome: 'kept', due_at: at('18:10'), remaining_ms: 10 * MINUTE });
  });

  it('twice changes nothing', () => {
    const { clock } = complete(started(60), always, cause(at('09:40')));
    expect(complete(clock, always, cause(at('09:50'))).clock).toBe(clock);
  });
});

describe('reopening', () => {
  it('counts the time it was done as a pause, and clears the outcome', () => {
    const { clock, steps } = run(
      started(60),
      (clock) => complete(clock, always, cause(at('09:40'))),
      (clock) => reopen(clock, always, cause(at('12:00'))),
    );
    expect(clock).toMatchObject({ state: 'open', outcome: null, done_at: null, due_at: at('12:20') });
    expect(steps.at(-1)).toMatchObject({ kind: 'reopened', due_after: at('12:20') });
  });

  it('of a late one is missed again at once', () => {
    const { clock } = run(
      started(60),
      (clock) => tick(clock, always, cause(at('10:01'))),
      (clock) => complete(clock, always, cause(at('10:20'))),
      (clock) => reopen(clock, always, cause(at('12:00'))),
    );
    expect(clock).toMatchObject({ outcome: null, next_at: at('10:00:00.001') });
    expect(tick(clock, always, cause(at('12:00'))).raised).toEqual([{ kind: 'missed', index: 0 }]);
  });

  it('does not bring back the pauses that completing ended', () => {
    const { clock } = run(
      started(60),
      (clock) => pause(clock, always, 'on_hold', cause(at('09:30'))),
      (clock) => complete(clock, always, cause(at('10:00'))),
      (clock) => reopen(clock, always, cause(at('11:00'))),
    );
    expect(clock).toMatchObject({ state: 'open', paused_for: [], due_at: at('11:30') });
  });

  it('of what is not done changes nothing', () => {
    const clock = started(60);
    expect(reopen(clock, always, cause(at('09:10'))).clock).toBe(clock);
  });
});

describe('waiving and cancelling', () => {
  it('end it without an outcome, outside the kept-rate', () => {
    const missed = tick(started(60), always, cause(at('10:01'))).clock;
    const waived = waive(missed, always, 'customer withdrew', cause(at('10:10')));
    expect(waived.clock).toMatchObject({
      state: 'waived',
      outcome: null,
      due_at: at('10:00'),
      next_at: null,
    });
    expect(waived.steps[0]?.detail).toMatchObject({ reason: 'customer withdrew', outcome_before: 'missed' });
    const cancelled = cancel(missed, always, 'spam', cause(at('10:10')));
    expect(cancelled.clock).toMatchObject({ state: 'cancelled', outcome: null });
  });

  it('refuse to waive what has ended; everything else that comes too late is without effect', () => {
    const done = complete(started(60), always, cause(at('09:40'))).clock;
    expect(() => waive(done, always, 'why not', cause(at('09:50')))).toThrow(ObligationEnded);
    const gone = cancel(started(60), always, 'spam', cause(at('09:40'))).clock;
    for (const clock of [done, gone]) {
      expect(pause(clock, always, 'on_hold', cause(at('09:50'))).clock).toBe(clock);
      expect(resume(clock, always, 'on_hold', cause(at('09:50'))).clock).toBe(clock);
      expect(retarget(clock, always, terms(30), cause(at('09:50'))).clock).toBe(clock);
      expect(cancel(clock, always, 'spam', cause(at('09:50'))).clock).toBe(clock);
      expect(tick(clock, always, cause(at('23:00'))).clock).toBe(clock);
    }
    expect(complete(gone, always, cause(at('09:50'))).clock).toBe(gone);
    expect(reopen(gone, always, cause(at('09:50'))).clock).toBe(gone);
  });
});

describe('a new owner', () => {
  it('is a line in the ledger and leaves the clock as it is', () => {
    const clock = started(60);
    const change = changeOwner(clock, always, { from: 'ana', to: 'bo' }, cause(at('09:20')));
    expect(change.clock).toBe(clock);
    expect(change.steps).toMatchObject([
      { kind: 'owner_changed', due_before: at('10:00'), due_after: at('10:00'), consumed_ms: 20 * MINUTE },
    ]);
  });
});
