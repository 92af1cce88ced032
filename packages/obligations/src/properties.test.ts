import { type Calendar, dueTime } from '@shouwen/calendar';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Clock, Step, Terms } from './clock.ts';
import { explain, liftMerge, MERGED, open, pause, resume, retarget, tick, withoutEvents } from './index.ts';
import { MINUTE } from './testing/desk.ts';
import {
  anyCalendar,
  anyEndedHistory,
  anyHistory,
  anyTerms,
  begin,
  facts,
  happen,
  minutesIn,
  START,
  type Timed,
} from './testing/random-history.ts';

const seed = process.env.SHOUWEN_TEST_SEED;
const runs = {
  numRuns: process.env.SHOUWEN_TEST_LONG ? 10_000 : 500,
  ...(seed === undefined ? {} : { seed: Number(seed) }),
};
const endOf = (history: readonly Timed[], more = 0) =>
  new Date(+(history.at(-1)?.at ?? START) + more * MINUTE);
const live = (calendar: Calendar, first: Terms, history: readonly Timed[]) =>
  history.reduce((clock, thing) => happen(clock, calendar, thing).clock, begin(calendar, first).clock);

describe('a merge and its undoing', { timeout: 600_000 }, () => {
  it('anywhere in a history leave what the history without them leaves', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyTerms,
        anyEndedHistory,
        fc.nat(14),
        fc.nat(14),
        fc.nat(300),
        (calendar, first, history, one, other, more) => {
          const [from, to] = [
            Math.min(one, other, history.length),
            Math.min(Math.max(one, other), history.length),
          ];
          const momentOf = (place: number) => history[place]?.at ?? endOf(history);
          const merge = (clock: Clock, at: Date) =>
            pause(clock, calendar, MERGED, { at, event: 'merge' }).clock;
          let clock = begin(calendar, first).clock;
          for (const [place, thing] of [...history, null].entries()) {
            if (place === from) clock = merge(clock, momentOf(place));
            if (place === to)
              clock = liftMerge(clock, calendar, { at: momentOf(place), event: 'undo' }).clock;
            if (!thing) break;
            clock = happen(clock, calendar, thing).clock;
            // A ticket that is reopened while it is merged away is still merged away.
            if (thing.what === 'reopen' && place >= from && place < to) clock = merge(clock, thing.at);
          }
          const end = endOf(history, more);
          expect(facts(clock, calendar, end)).toEqual(facts(live(calendar, first, history), calendar, end));
        },
      ),
      runs,
    );
  });

  it('write one pause and one resume, whose arithmetic cancels out', () => {
    fc.assert(
      fc.property(anyCalendar, anyTerms, anyHistory, fc.nat(300), (calendar, first, history, more) => {
        const clock = live(calendar, first, history);
        fc.pre(clock.state !== 'done');
        const settled = tick(clock, calendar, { at: endOf(history), event: 'settle' }).clock;
        const merged = pause(settled, calendar, MERGED, { at: endOf(history), event: 'merge' });
        const lifted = liftMerge(merged.clock, calendar, { at: endOf(history, more), event: 'undo' });
        expect(merged.steps.map((step) => step.kind)).toEqual(['paused']);
        expect(lifted.steps.map((step) => step.kind)).toEqual(['resumed']);
        expect(lifted.steps[0]?.due_after).toEqual(merged.steps[0]?.due_before);
        expect(lifted.clock).toEqual({ ...settled, history: lifted.clock.history });
      }),
      runs,
    );
  });
});

describe('events that are taken back', { timeout: 600_000 }, () => {
  it('leave what the history without them leaves', () => {
    const marked = anyHistory.chain((history) =>
      fc.record({ history: fc.constant(history), back: fc.subarray(history.map((thing) => thing.event)) }),
    );
    fc.assert(
      fc.property(anyCalendar, anyTerms, marked, fc.nat(300), (calendar, first, { history, back }, more) => {
        const clock = history.reduce(
          (now, thing) => happen(now, calendar, thing, back.includes(thing.event)).clock,
          begin(calendar, first).clock,
        );
        const end = endOf(history, more);
        const without = withoutEvents(clock, calendar, back, { at: end, event: 'undo' }).clock;
        const twin = live(
          calendar,
          first,
          history.filter((thing) => !back.includes(thing.event)),
        );
        expect(facts(without, calendar, end)).toEqual(facts(twin, calendar, end));
      }),
      runs,
    );
  });
});

/** What a history comes to, by a model that knows nothing of intervals: it looks at each minute and counts. */
function countMinutes(calendar: Calendar, clock: Clock, history: readonly Timed[]) {
  const { target } = clock.terms;
  const budget = clock.budget_ms / MINUTE;
  const reasons = new Set<string>();
  let [done, counted, minute, next] = [false, 0, 0, 0];
  const last = endOf(history);
  while (counted < budget) {
    const now = minutesIn(minute);
    for (let thing = history[next]; thing && thing.at <= now; thing = history[++next]) {
      if (thing.what === 'complete') {
        if (!done) reasons.clear();
        done = true;
      } else if (thing.what === 'reopen') done = false;
      else if (done) continue;
      else if (thing.what === 'pause') reasons.add(thing.reason);
      else if (thing.what === 'resume') reasons.delete(thing.reason);
    }
    const stopped = done || reasons.size > 0;
    if (stopped && now >= last) return { due: null, left: budget - counted };
    const opening = calendar.openingAt(+now);
    if (!stopped && ('elapsed_minutes' in target || (opening && opening.from <= +now))) counted += 1;
    minute += 1;
  }
  return { due: minutesIn(minute), left: 0 };
}

describe('the arithmetic', { timeout: 600_000 }, () => {
  it('agrees with counting minute by minute', () => {
    fc.assert(
      fc.property(anyCalendar, anyTerms, anyHistory, (calendar, first, history) => {
        const clock = live(calendar, first, history);
        const { due, left } = countMinutes(calendar, clock, history);
        const { pauses } = explain(clock, calendar, endOf(history));
        const ours = dueTime(calendar, clock.started_at, clock.terms.target, pauses);
        expect(ours).toEqual(due ? { due } : { due, remaining_ms: left * MINUTE });
        if (clock.state === 'open') expect(clock.due_at).toEqual(due);
        if (clock.state === 'paused' && !due) expect(clock.remaining_ms).toBe(left * MINUTE);
      }),
      runs,
    );
  });

  it('of two re-targets is that of one clean computation with the last', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        fc.tuple(anyTerms, anyTerms, anyTerms),
        anyHistory,
        fc.nat(300),
        (calendar, [first, second, third], history, more) => {
          const pausing = history.filter((thing) => thing.what === 'pause' || thing.what === 'resume');
          const half = Math.floor(pausing.length / 2);
          let clock = live(calendar, first, pausing.slice(0, half));
          clock = retarget(clock, calendar, second, {
            at: endOf(pausing.slice(0, half)),
            event: 'two',
          }).clock;
          for (const thing of pausing.slice(half)) clock = happen(clock, calendar, thing).clock;
          const end = endOf(pausing, more);
          clock = retarget(clock, calendar, third, { at: end, event: 'three' }).clock;
          expect(facts(clock, calendar, end)).toEqual(facts(live(calendar, third, pausing), calendar, end));
        },
      ),
      runs,
    );
  });

  it('does not change when a pause is ended and begun again at one moment', () => {
    fc.assert(
      fc.property(anyCalendar, anyTerms, anyHistory, fc.nat(300), (calendar, first, history, more) => {
        let clock = begin(calendar, first).clock;
        for (const thing of history) {
          clock = happen(clock, calendar, thing).clock;
          const [reason] = clock.paused_for;
          if (clock.state !== 'paused' || !reason) continue;
          const at = new Date(+thing.at);
          clock = resume(clock, calendar, reason, { at, event: `${thing.event}-end` }).clock;
          clock = pause(clock, calendar, reason, { at, event: `${thing.event}-again` }).clock;
        }
        const end = endOf(history, more);
        const { paused_for: ours, ...split } = facts(clock, calendar, end);
        const { paused_for: theirs, ...whole } = facts(live(calendar, first, history), calendar, end);
        expect(split).toEqual(whole);
        expect([...ours].sort()).toEqual([...theirs].sort());
      }),
      runs,
    );
  });

  it('does not depend on the order in which reasons pause and resume at one moment', () => {
    fc.assert(
      fc.property(anyCalendar, anyTerms, fc.nat(400), fc.nat(400), (calendar, first, from, length) => {
        const reasons = ['waiting_for_customer', 'on_hold'];
        const pausedBy = (order: string[], back: string[]) => {
          const [on, off] = [minutesIn(from), minutesIn(from + length)];
          let clock = begin(calendar, first).clock;
          for (const reason of order)
            clock = pause(clock, calendar, reason, { at: on, event: `on-${reason}` }).clock;
          for (const reason of back)
            clock = resume(clock, calendar, reason, { at: off, event: `off-${reason}` }).clock;
          return facts(clock, calendar, minutesIn(from + length + 100));
        };
        expect(pausedBy(reasons, [...reasons].reverse())).toEqual(pausedBy(reasons, reasons));
        expect(pausedBy([...reasons].reverse(), reasons)).toEqual(pausedBy(reasons, reasons));
      }),
      runs,
    );
  });
});

describe('the ledger', { timeout: 600_000 }, () => {
  it('adds up: what is left and what is used make the budget, and each step begins where the last one ended', () => {
    fc.assert(
      fc.property(anyCalendar, anyTerms, anyEndedHistory, (calendar, first, history) => {
        let change = begin(calendar, first);
        const steps: [Step, Clock][] = change.steps.map((step) => [step, change.clock]);
        for (const thing of history) {
          change = happen(change.clock, calendar, thing);
          for (const step of change.steps) steps.push([step, change.clock]);
          if (change.steps.length === 0) continue;
          const last = change.steps.at(-1);
          expect((last?.remaining_ms ?? 0) + (last?.consumed_ms ?? 0)).toBe(change.clock.budget_ms);
        }
        for (const [index, [step]] of steps.entries()) {
          expect(step.due_before).toEqual(steps[index - 1]?.[0].due_after ?? null);
        }
        expect(steps.at(-1)?.[0].due_after).toEqual(change.clock.due_at);
      }),
      runs,
    );
  });

  it('leaves the same clock however often the scheduler looks', () => {
    fc.assert(
      fc.property(anyCalendar, anyTerms, anyHistory, fc.nat(300), (calendar, first, history, more) => {
        let clock = begin(calendar, first).clock;
        const end = endOf(history, more);
        const look = (until: Date) => {
          for (let at = clock.next_at; at && at <= until; at = clock.next_at) {
            const early = tick(clock, calendar, { at: new Date(+at - 1), event: 'early' });
            expect(early.clock).toBe(clock);
            const now = tick(clock, calendar, { at, event: 'look' });
            expect(now.steps.length).toBeGreaterThan(0);
            clock = now.clock;
          }
        };
        for (const thing of history) {
          look(thing.at);
          clock = happen(clock, calendar, thing).clock;
        }
        look(end);
        expect(facts(clock, calendar, end)).toEqual(facts(live(calendar, first, history), calendar, end));
      }),
      runs,
    );
  });

  it('begins with an opening that may be recorded later than the start', () => {
    fc.assert(
      fc.property(anyCalendar, anyTerms, fc.nat(600), (calendar, first, late) => {
        const noted = open(calendar, new Date(START), first, { at: minutesIn(late), event: 'noted' });
        const { due_at } = begin(calendar, first).clock;
        expect(noted.clock.due_at).toEqual(due_at);
        const [step] = noted.steps;
        expect((step?.remaining_ms ?? 0) + (step?.consumed_ms ?? 0)).toBe(noted.clock.budget_ms);
      }),
      runs,
    );
  });
});
