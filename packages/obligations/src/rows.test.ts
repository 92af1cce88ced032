import { buildCalendar, type Calendar, type Target } from '@shouwen/calendar';
import { describe, expect, it } from 'vitest';
import type { Change, Clock } from './clock.ts';
import { complete, open, pause, reopen, resume, retarget, tick } from './index.ts';
import { always, at, cause, run } from './testing/desk.ts';

// Rows 18 to 24 and 28, 29 of the worked rows, carried out as the things that happen to an obligation. Each row that
// counts business time stands beside its analogue in plain lengths.

const hours = ['09:00-17:00'];
const desk: Calendar = buildCalendar({
  zone: 'Europe/Madrid',
  hours: [{ from: null, week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours } }],
  days: [{ day: '2026-12-08', hours: [] }],
});

const on = (day: string) => (time: string) => at(time, `2026-${day}`);
const [mon, wed, thu, fri, mon30] = [on('11-23'), on('11-25'), on('11-26'), on('11-27'), on('11-30')];
const [mon7, tue8, wed9] = [on('12-07'), on('12-08'), on('12-09')];

interface Row {
  row: string;
  calendar: Calendar;
  start: Date;
  target: Target;
  happens?: ((clock: Clock, calendar: Calendar) => Change)[];
  due: Date;
}
const business = (minutes: number): Target => ({ business_minutes: minutes });
const elapsed = (minutes: number): Target => ({ elapsed_minutes: minutes });
const paused = (from: Date, to: Date) => [
  (clock: Clock, calendar: Calendar) => pause(clock, calendar, 'waiting_for_customer', cause(from)),
  (clock: Clock, calendar: Calendar) => resume(clock, calendar, 'waiting_for_customer', cause(to)),
];
const retargeted = (target: Target, moment: Date) => (clock: Clock, calendar: Calendar) =>
  retarget(clock, calendar, { ...clock.terms, target }, cause(moment));
const resolved = (from: Date, to: Date) => [
  (clock: Clock, calendar: Calendar) => complete(clock, calendar, cause(from)),
  (clock: Clock, calendar: Calendar) => reopen(clock, calendar, cause(to)),
];

const rows: Row[] = [
  { row: '18', calendar: desk, start: thu('15:00'), target: business(240), due: fri('11:00') },
  { row: '18, plain', calendar: always, start: thu('15:00'), target: elapsed(240), due: thu('19:00') },
  {
    row: '19',
    calendar: desk,
    start: thu('15:00'),
    target: business(240),
    happens: paused(thu('16:00'), fri('10:00')),
    due: fri('13:00'),
  },
  {
    row: '19, plain',
    calendar: always,
    start: thu('15:00'),
    target: elapsed(240),
    happens: paused(thu('16:00'), fri('10:00')),
    due: fri('13:00'),
  },
  {
    row: '20',
    calendar: desk,
    start: fri('15:00'),
    target: business(240),
    happens: paused(fri('17:00'), mon30('09:00')),
    due: mon30('11:00'),
  },
  {
    row: '20, plain (the weekend counts, so the pause saves it)',
    calendar: always,
    start: fri('15:00'),
    target: elapsed(240),
    happens: paused(fri('17:00'), mon30('09:00')),
    due: mon30('11:00'),
  },
  {
    row: '21',
    calendar: desk,
    start: mon7('16:00'),
    target: business(120),
    happens: paused(tue8('10:00'), tue8('15:00')),
    due: wed9('10:00'),
  },
  {
    row: '21, plain (a holiday counts)',
    calendar: always,
    start: mon7('16:00'),
    target: elapsed(1200),
    happens: paused(tue8('10:00'), tue8('15:00')),
    due: tue8('17:00'),
  },
  {
    row: '22',
    calendar: desk,
    start: mon('09:00'),
    target: business(480),
    happens: [retargeted(business(120), mon('12:00'))],
    due: mon('11:00'),
  },
  {
    row: '22, plain',
    calendar: always,
    start: mon('09:00'),
    target: elapsed(480),
    happens: [retargeted(elapsed(120), mon('12:00'))],
    due: mon('11:00'),
  },
  {
    row: '23',
    calendar: desk,
    start: mon('09:00'),
    target: business(120),
    happens: [...paused(mon('10:00'), mon('11:00')), retargeted(business(300), mon('11:30'))],
    due: mon('15:00'),
  },
  {
    row: '23, plain',
    calendar: always,
    start: mon('09:00'),
    target: elapsed(120),
    happens: [...paused(mon('10:00'), mon('11:00')), retargeted(elapsed(300), mon('11:30'))],
    due: mon('15:00'),
  },
  {
    row: '24',
    calendar: desk,
    start: mon('09:00'),
    target: business(600),
    happens: resolved(mon('15:00'), wed('11:00')),
    due: wed('15:00'),
  },
  {
    row: '24, plain',
    calendar: always,
    start: mon('09:00'),
    target: elapsed(600),
    happens: resolved(mon('15:00'), wed('11:00')),
    due: wed('15:00'),
  },
  {
    row: '28',
    calendar: always,
    start: new Date('2026-03-28T12:00+01:00'),
    target: elapsed(1440),
    due: new Date('2026-03-29T13:00+02:00'),
  },
  {
    row: '29',
    calendar: always,
    start: new Date('2026-10-24T12:00+02:00'),
    target: elapsed(1440),
    due: new Date('2026-10-25T11:00+01:00'),
  },
];

function carryOut({ calendar, start, target, happens = [] }: Row): Change {
  const { clock } = open(calendar, start, { target, warnings: [], escalations: [] }, cause(start));
  return run(clock, ...happens.map((happen) => (now: Clock) => happen(now, calendar)));
}

describe('the worked rows on an obligation', () => {
  it.each(rows)('row $row', (row) => {
    const { clock } = carryOut(row);
    expect(clock).toMatchObject({ state: 'open', due_at: row.due, next_action: 'missed' });
  });

  it.each(rows)('row $row: kept at the due instant, late a moment after', (row) => {
    const before = carryOut(row).clock;
    const after = new Date(row.due.getTime() + 1);
    expect(complete(before, row.calendar, cause(row.due)).clock.outcome).toBe('kept');
    expect(complete(before, row.calendar, cause(after)).clock.outcome).toBe('late');
    expect(tick(before, row.calendar, cause(row.due)).clock.outcome).toBeNull();
    expect(tick(before, row.calendar, cause(after)).clock.outcome).toBe('missed');
  });

  it('row 18: warns on Fri 10:00, at 75 % of the budget', () => {
    const terms = { target: business(240), warnings: [{ share: 0.75 }], escalations: [] };
    const { clock } = open(desk, thu('15:00'), terms, cause(thu('15:00')));
    expect(clock).toMatchObject({ next_at: fri('10:00'), next_action: 'warning:75%' });
  });

  it('warns at a distance before due in business time, over night', () => {
    const terms = { target: business(240), warnings: [{ before_minutes: 150 }], escalations: [] };
    const { clock } = open(desk, thu('15:00'), terms, cause(thu('15:00')));
    expect(clock.next_at).toEqual(thu('16:30'));
  });

  it('row 22: is overdue from the moment of the change, and the step says so', () => {
    const row = rows.find((one) => one.row === '22');
    if (!row) throw new Error('row 22 is gone');
    const { clock, steps } = carryOut(row);
    expect(steps.at(-1)).toMatchObject({
      kind: 'retargeted',
      due_before: mon('17:00'),
      due_after: mon('11:00'),
      remaining_ms: -60 * 60_000,
      detail: { overdue: true },
    });
    const found = tick(clock, desk, cause(mon('12:00')));
    expect(found.raised).toEqual([{ kind: 'missed', index: 0 }]);
  });
});
