import { alwaysOpen } from '@shouwen/calendar';
import type { Cause, Change, Clock, Terms } from '../clock.ts';
import { open } from '../operations.ts';

export const MINUTE = 60_000;
export const always = alwaysOpen('Europe/Madrid');

/** A moment of Monday 23 November 2026, or of the day given, in Madrid. */
export function at(time: string, day = '2026-11-23'): Date {
  return new Date(`${day}T${time}+01:00`);
}

let events = 0;

/** A cause with an event of its own. */
export function cause(moment: Date, more: Partial<Cause> = {}): Cause {
  events += 1;
  return { at: moment, event: `event-${events}`, ...more };
}

/** Terms of a plain length in minutes. */
export function terms(minutes: number, more: Partial<Terms> = {}): Terms {
  return { target: { elapsed_minutes: minutes }, warnings: [], escalations: [], ...more };
}

/** An obligation that started at 09:00 on the always-open calendar. */
export function started(minutes: number, more: Partial<Terms> = {}): Clock {
  return open(always, at('09:00'), terms(minutes, more), cause(at('09:00'))).clock;
}

/** Carries operations out one after the other on a clock; gives the last clock and everything written and raised. */
export function run(clock: Clock, ...operations: ((clock: Clock) => Change)[]): Change {
  return operations.reduce<Change>(
    (change, operation) => {
      const next = operation(change.clock);
      return {
        clock: next.clock,
        steps: [...change.steps, ...next.steps],
        raised: [...change.raised, ...next.raised],
      };
    },
    { clock, steps: [], raised: [] },
  );
}
