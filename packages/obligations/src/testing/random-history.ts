import { alwaysOpen, buildCalendar, type Calendar, WEEKDAYS } from '@shouwen/calendar';
import fc from 'fast-check';
import type { Cause, Change, Clock, Terms } from '../clock.ts';
import { cancel, complete, open, pause, reopen, resume, retarget, tick, waive } from '../index.ts';
import { MINUTE, terms } from './desk.ts';

/** One thing that happens, some minutes after the one before. */
export interface Happening {
  after: number;
  what: 'pause' | 'resume' | 'retarget' | 'complete' | 'reopen' | 'tick' | 'waive' | 'cancel';
  reason: string;
  terms: Terms;
}

/** A happening with its moment and its event. */
export interface Timed extends Happening {
  at: Date;
  event: string;
}

export const START = Date.parse('2026-10-24T09:00Z');
export const minutesIn = (minutes: number) => new Date(START + minutes * MINUTE);

// Few values, so that things often fall on the same moment: a pause at the due instant, a merge at a warning.
const lengths = fc.constantFrom(30, 60, 90, 120, 240, 600);
export const anyTerms: fc.Arbitrary<Terms> = fc
  .record({
    length: lengths,
    warnings: fc.subarray([{ share: 0.5 }, { share: 1 }, { before_minutes: 15 }, { before_minutes: 90 }]),
    escalations: fc.subarray([{ after_minutes: 0 }, { after_minutes: 30 }, { after_minutes: 120 }]),
    plain: fc.boolean(),
  })
  .map(({ length, warnings, escalations, plain }) =>
    plain
      ? terms(length, { warnings, escalations })
      : terms(length, { warnings, escalations, target: { business_minutes: length } }),
  );

function happenings(what: fc.Arbitrary<Happening['what']>): fc.Arbitrary<Timed[]> {
  const one = fc.record<Happening>({
    after: fc.oneof(fc.constantFrom(0, 15, 30, 60), fc.integer({ min: 0, max: 200 })),
    what,
    reason: fc.constantFrom('waiting_for_customer', 'on_hold'),
    terms: anyTerms,
  });
  return fc.array(one, { minLength: 1, maxLength: 14 }).map((list) => {
    let minute = 0;
    return list.map((happening, index) => {
      minute += happening.after;
      return { ...happening, at: minutesIn(minute), event: `event-${index}` };
    });
  });
}

const usual = ['pause', 'resume', 'pause', 'resume', 'retarget', 'complete', 'reopen', 'tick'] as const;
/** Histories that can go on; and those that a waiver or a cancellation may end. */
export const anyHistory = happenings(fc.constantFrom(...usual));
export const anyEndedHistory = happenings(fc.constantFrom(...usual, ...usual, 'waive', 'cancel'));

// Open two hours, closed one, and so on, round the clock.
const turns = [2, 5, 8, 11, 14, 17, 20, 23].map((hour) => {
  const text = (value: number) => `${String(value % 24).padStart(2, '0')}:00`;
  return `${text(hour)}-${text(hour + 2)}`;
});
const turning: Calendar = buildCalendar({
  zone: 'UTC',
  hours: [{ from: null, week: Object.fromEntries(WEEKDAYS.map((day) => [day, turns])) }],
});
export const anyCalendar = fc.constantFrom(alwaysOpen('Europe/Madrid'), turning);

/** Opens an obligation at START. */
export function begin(calendar: Calendar, first: Terms): Change {
  return open(calendar, new Date(START), first, { at: new Date(START), event: 'opening' });
}

/** Lets one thing happen; what a person may not do any more (waive what has ended) does not happen. */
export function happen(clock: Clock, calendar: Calendar, thing: Timed, provisional = false): Change {
  const cause: Cause = { at: thing.at, event: thing.event, provisional };
  switch (thing.what) {
    case 'pause':
      return pause(clock, calendar, thing.reason, cause);
    case 'resume':
      return resume(clock, calendar, thing.reason, cause);
    case 'retarget':
      return retarget(clock, calendar, thing.terms, cause);
    case 'complete':
      return complete(clock, calendar, cause);
    case 'reopen':
      return reopen(clock, calendar, cause);
    case 'tick':
      return tick(clock, calendar, cause);
    case 'waive':
      return clock.state === 'open' || clock.state === 'paused'
        ? waive(clock, calendar, 'a reason', cause)
        : { clock, steps: [], raised: [] };
    case 'cancel':
      return cancel(clock, calendar, 'a reason', cause);
  }
}

/** What two clocks must have in common to be twins, after a tick at the same moment. */
export function facts(clock: Clock, calendar: Calendar, at: Date) {
  const { history: _history, fired, ...rest } = tick(clock, calendar, { at, event: 'last' }).clock;
  // What has ended fires nothing any more; only while it goes on does it matter what was fired.
  return rest.state === 'open' || rest.state === 'paused' ? { ...rest, fired: [...fired].sort() } : rest;
}
