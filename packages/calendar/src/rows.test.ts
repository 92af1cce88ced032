// long: the worked rows with the sum of each
import { describe, expect, it } from 'vitest';
import {
  atConsumed,
  budgetOf,
  businessTimeBetween,
  type Calendar,
  consumed,
  dueTime,
  type ExplanationStep,
  explainDueTime,
  type Target,
} from './index.ts';
import { plainDay, weekdayBefore } from './plain-day.ts';
import { A, M, N, S, shown } from './testing/desks.ts';

// The worked rows of what a due time means, each with its explanation: from, to, what, minutes, running sum.

const MINUTE = 60_000;
const min = (minutes: number): Target => ({ business_minutes: minutes });
const hours24: Target = { elapsed_minutes: 1440 };

interface Row {
  row: string;
  calendar: Calendar;
  start: string;
  target: Target;
  due: string;
  pauses?: [string, string][];
  steps: string[];
}
const rows: Row[] = [
  {
    row: '1',
    calendar: S,
    start: '2026-11-23T10:00+08:00',
    target: min(120),
    due: 'Mon 2026-11-23 12:00',
    steps: ['Mon 2026-11-23 10:00–12:00 counted 120 = 120'],
  },
  {
    row: '2',
    calendar: S,
    start: '2026-11-23T10:00+08:00',
    target: min(121),
    due: 'Mon 2026-11-23 13:01',
    steps: [
      'Mon 2026-11-23 10:00–12:00 counted 120 = 120',
      'Mon 2026-11-23 12:00–13:00 closed 0 = 120',
      'Mon 2026-11-23 13:00–13:01 counted 1 = 121',
    ],
  },
  {
    row: '3',
    calendar: S,
    start: '2026-11-23T11:00+08:00',
    target: min(120),
    due: 'Mon 2026-11-23 14:00',
    steps: [
      'Mon 2026-11-23 11:00–12:00 counted 60 = 60',
      'Mon 2026-11-23 12:00–13:00 closed 0 = 60',
      'Mon 2026-11-23 13:00–14:00 counted 60 = 120',
    ],
  },
  {
    row: '4',
    calendar: S,
    start: '2026-11-27T17:30+08:00',
    target: min(60),
    due: 'Mon 2026-11-30 09:30',
    steps: [
      'Fri 2026-11-27 17:30–18:00 counted 30 = 30',
      'Fri 2026-11-27 18:00–Mon 2026-11-30 09:00 closed 0 = 30',
      'Mon 2026-11-30 09:00–09:30 counted 30 = 60',
    ],
  },
  {
    row: '5',
    calendar: S,
    start: '2026-11-28T10:00+08:00',
    target: min(1),
    due: 'Mon 2026-11-30 09:01',
    steps: [
      'Sat 2026-11-28 10:00–Mon 2026-11-30 09:00 closed 0 = 0',
      'Mon 2026-11-30 09:00–09:01 counted 1 = 1',
    ],
  },
  {
    row: '6',
    calendar: S,
    start: '2026-09-30T16:00+08:00',
    target: min(480),
    due: 'Thu 2026-10-08 16:00',
    steps: [
      'Wed 2026-09-30 16:00–18:00 counted 120 = 120',
      'Wed 2026-09-30 18:00–Thu 2026-10-08 09:00 closed 0 = 120',
      'Thu 2026-10-08 09:00–12:00 counted 180 = 300',
      'Thu 2026-10-08 12:00–13:00 closed 0 = 300',
      'Thu 2026-10-08 13:00–16:00 counted 180 = 480',
    ],
  },
  {
    row: '7 (adjusted working day)',
    calendar: S,
    start: '2026-10-09T16:00+08:00',
    target: min(240),
    due: 'Sat 2026-10-10 11:00',
    steps: [
      'Fri 2026-10-09 16:00–18:00 counted 120 = 120',
      'Fri 2026-10-09 18:00–Sat 2026-10-10 09:00 closed 0 = 120',
      'Sat 2026-10-10 09:00–11:00 counted 120 = 240',
    ],
  },
  {
    row: '8 (half day)',
    calendar: S,
    start: '2026-12-24T11:00+08:00',
    target: min(120),
    due: 'Fri 2026-12-25 10:00',
    steps: [
      'Thu 2026-12-24 11:00–12:00 counted 60 = 60',
      'Thu 2026-12-24 12:00–Fri 2026-12-25 09:00 closed 0 = 60',
      'Fri 2026-12-25 09:00–10:00 counted 60 = 120',
    ],
  },
  {
    row: '9',
    calendar: S,
    start: '2026-11-23T17:59+08:00',
    target: { end_of: 'day' },
    due: 'Mon 2026-11-23 18:00',
    steps: ['Mon 2026-11-23 17:59–18:00 counted 1 = 1'],
  },
  {
    row: '10',
    calendar: S,
    start: '2026-11-23T18:00+08:00',
    target: { end_of: 'day' },
    due: 'Tue 2026-11-24 18:00',
    steps: [
      'Mon 2026-11-23 18:00–Tue 2026-11-24 09:00 closed 0 = 0',
      'Tue 2026-11-24 09:00–12:00 counted 180 = 180',
      'Tue 2026-11-24 12:00–13:00 closed 0 = 180',
      'Tue 2026-11-24 13:00–18:00 counted 300 = 480',
    ],
  },
  {
    row: '11',
    calendar: S,
    start: '2026-11-27T18:00+08:00',
    target: { end_of: 'day' },
    due: 'Mon 2026-11-30 18:00',
    steps: [
      'Fri 2026-11-27 18:00–Mon 2026-11-30 09:00 closed 0 = 0',
      'Mon 2026-11-30 09:00–12:00 counted 180 = 180',
      'Mon 2026-11-30 12:00–13:00 closed 0 = 180',
      'Mon 2026-11-30 13:00–18:00 counted 300 = 480',
    ],
  },
  {
    row: '12',
    calendar: S,
    start: '2026-11-26T10:00+08:00',
    target: { business_days: 2 },
    due: 'Mon 2026-11-30 18:00',
    steps: [
      'Thu 2026-11-26 10:00–12:00 counted 120 = 120',
      'Thu 2026-11-26 12:00–13:00 closed 0 = 120',
      'Thu 2026-11-26 13:00–18:00 counted 300 = 420',
      'Thu 2026-11-26 18:00–Fri 2026-11-27 09:00 closed 0 = 420',
      'Fri 2026-11-27 09:00–12:00 counted 180 = 600',
      'Fri 2026-11-27 12:00–13:00 closed 0 = 600',
      'Fri 2026-11-27 13:00–18:00 counted 300 = 900',
      'Fri 2026-11-27 18:00–Mon 2026-11-30 09:00 closed 0 = 900',
      'Mon 2026-11-30 09:00–12:00 counted 180 = 1080',
      'Mon 2026-11-30 12:00–13:00 closed 0 = 1080',
      'Mon 2026-11-30 13:00–18:00 counted 300 = 1380',
    ],
  },
  {
    row: '13',
    calendar: S,
    start: '2026-09-30T17:59+08:00',
    target: { business_days: 2 },
    due: 'Fri 2026-10-09 18:00',
    steps: [
      'Wed 2026-09-30 17:59–18:00 counted 1 = 1',
      'Wed 2026-09-30 18:00–Thu 2026-10-08 09:00 closed 0 = 1',
      'Thu 2026-10-08 09:00–12:00 counted 180 = 181',
      'Thu 2026-10-08 12:00–13:00 closed 0 = 181',
      'Thu 2026-10-08 13:00–18:00 counted 300 = 481',
      'Thu 2026-10-08 18:00–Fri 2026-10-09 09:00 closed 0 = 481',
      'Fri 2026-10-09 09:00–12:00 counted 180 = 661',
      'Fri 2026-10-09 12:00–13:00 closed 0 = 661',
      'Fri 2026-10-09 13:00–18:00 counted 300 = 961',
    ],
  },
  {
    row: '14',
    calendar: S,
    start: '2026-11-28T12:00+08:00',
    target: { business_days: 1 },
    due: 'Mon 2026-11-30 18:00',
    steps: [
      'Sat 2026-11-28 12:00–Mon 2026-11-30 09:00 closed 0 = 0',
      'Mon 2026-11-30 09:00–12:00 counted 180 = 180',
      'Mon 2026-11-30 12:00–13:00 closed 0 = 180',
      'Mon 2026-11-30 13:00–18:00 counted 300 = 480',
    ],
  },
  {
    row: '15 (the midnight that ends the 26th)',
    calendar: S,
    start: '2026-11-23T15:00+08:00',
    target: { days: 3 },
    due: 'Fri 2026-11-27 00:00',
    steps: ['Mon 2026-11-23 15:00–Fri 2026-11-27 00:00 counted 4860 = 4860'],
  },
  {
    row: '17',
    calendar: M,
    start: '2026-11-27T16:30+01:00',
    target: min(60),
    due: 'Mon 2026-11-30 09:30',
    steps: [
      'Fri 2026-11-27 16:30–17:00 counted 30 = 30',
      'Fri 2026-11-27 17:00–Mon 2026-11-30 09:00 closed 0 = 30',
      'Mon 2026-11-30 09:00–09:30 counted 30 = 60',
    ],
  },
  {
    row: '18',
    calendar: M,
    start: '2026-11-26T15:00+01:00',
    target: min(240),
    due: 'Fri 2026-11-27 11:00',
    steps: [
      'Thu 2026-11-26 15:00–17:00 counted 120 = 120',
      'Thu 2026-11-26 17:00–Fri 2026-11-27 09:00 closed 0 = 120',
      'Fri 2026-11-27 09:00–11:00 counted 120 = 240',
    ],
  },
  {
    row: '19',
    calendar: M,
    start: '2026-11-26T15:00+01:00',
    target: min(240),
    due: 'Fri 2026-11-27 13:00',
    pauses: [['2026-11-26T16:00+01:00', '2026-11-27T10:00+01:00']],
    steps: [
      'Thu 2026-11-26 15:00–16:00 counted 60 = 60',
      'Thu 2026-11-26 16:00–Fri 2026-11-27 10:00 paused 120 = 60',
      'Fri 2026-11-27 10:00–13:00 counted 180 = 240',
    ],
  },
  {
    row: '20 (the pause cost nothing)',
    calendar: M,
    start: '2026-11-27T15:00+01:00',
    target: min(240),
    due: 'Mon 2026-11-30 11:00',
    pauses: [['2026-11-27T17:00+01:00', '2026-11-30T09:00+01:00']],
    steps: [
      'Fri 2026-11-27 15:00–17:00 counted 120 = 120',
      'Fri 2026-11-27 17:00–Mon 2026-11-30 09:00 paused 0 = 120',
      'Mon 2026-11-30 09:00–11:00 counted 120 = 240',
    ],
  },
  {
    row: '21 (paused on a holiday)',
    calendar: M,
    start: '2026-12-07T16:00+01:00',
    target: min(120),
    due: 'Wed 2026-12-09 10:00',
    pauses: [['2026-12-08T10:00+01:00', '2026-12-08T15:00+01:00']],
    steps: [
      'Mon 2026-12-07 16:00–17:00 counted 60 = 60',
      'Mon 2026-12-07 17:00–Tue 2026-12-08 10:00 closed 0 = 60',
      'Tue 2026-12-08 10:00–15:00 paused 0 = 60',
      'Tue 2026-12-08 15:00–Wed 2026-12-09 09:00 closed 0 = 60',
      'Wed 2026-12-09 09:00–10:00 counted 60 = 120',
    ],
  },
  {
    row: '22, after the change',
    calendar: M,
    start: '2026-11-23T09:00+01:00',
    target: min(120),
    due: 'Mon 2026-11-23 11:00',
    steps: ['Mon 2026-11-23 09:00–11:00 counted 120 = 120'],
  },
  {
    row: '23, after the change',
    calendar: M,
    start: '2026-11-23T09:00+01:00',
    target: min(300),
    due: 'Mon 2026-11-23 15:00',
    pauses: [['2026-11-23T10:00+01:00', '2026-11-23T11:00+01:00']],
    steps: [
      'Mon 2026-11-23 09:00–10:00 counted 60 = 60',
      'Mon 2026-11-23 10:00–11:00 paused 60 = 60',
      'Mon 2026-11-23 11:00–15:00 counted 240 = 300',
    ],
  },
  {
    row: '24',
    calendar: M,
    start: '2026-11-23T09:00+01:00',
    target: min(600),
    due: 'Wed 2026-11-25 15:00',
    pauses: [['2026-11-23T15:00+01:00', '2026-11-25T11:00+01:00']],
    steps: [
      'Mon 2026-11-23 09:00–15:00 counted 360 = 360',
      'Mon 2026-11-23 15:00–Wed 2026-11-25 11:00 paused 720 = 360',
      'Wed 2026-11-25 11:00–15:00 counted 240 = 600',
    ],
  },
  {
    row: '25 (spring: the night has 420 minutes)',
    calendar: N,
    start: '2026-03-28T23:00+01:00',
    target: min(420),
    due: 'Sun 2026-03-29 23:00',
    steps: [
      'Sat 2026-03-28 23:00–Sun 2026-03-29 06:00 counted 360 = 360',
      'Sun 2026-03-29 06:00–22:00 closed 0 = 360',
      'Sun 2026-03-29 22:00–23:00 counted 60 = 420',
    ],
  },
  {
    row: '26 (autumn: the night has 540 minutes)',
    calendar: N,
    start: '2026-10-24T23:00+02:00',
    target: min(420),
    due: 'Sun 2026-10-25 05:00',
    steps: ['Sat 2026-10-24 23:00–Sun 2026-10-25 05:00 counted 420 = 420'],
  },
  {
    row: '27',
    calendar: N,
    start: '2026-11-23T05:30+01:00',
    target: min(60),
    due: 'Mon 2026-11-23 22:30',
    steps: [
      'Mon 2026-11-23 05:30–06:00 counted 30 = 30',
      'Mon 2026-11-23 06:00–22:00 closed 0 = 30',
      'Mon 2026-11-23 22:00–22:30 counted 30 = 60',
    ],
  },
  {
    row: '28',
    calendar: A,
    start: '2026-03-28T12:00+01:00',
    target: hours24,
    due: 'Sun 2026-03-29 13:00',
    steps: ['Sat 2026-03-28 12:00–Sun 2026-03-29 13:00 counted 1440 = 1440'],
  },
  {
    row: '28 on a desk with hours',
    calendar: M,
    start: '2026-03-28T12:00+01:00',
    target: hours24,
    due: 'Sun 2026-03-29 13:00',
    steps: ['Sat 2026-03-28 12:00–Sun 2026-03-29 13:00 counted 1440 = 1440'],
  },
  {
    row: '29',
    calendar: A,
    start: '2026-10-24T12:00+02:00',
    target: hours24,
    due: 'Sun 2026-10-25 11:00',
    steps: ['Sat 2026-10-24 12:00–Sun 2026-10-25 11:00 counted 1440 = 1440'],
  },
];

/** `Mon 2026-11-23 10:00–12:00 counted 120 = 120`: the minutes of the step and the running sum. */
function line(calendar: Calendar, { from, to, kind, ms, running_ms }: ExplanationStep): string {
  const [begins, ends] = [shown(calendar, from), shown(calendar, to)];
  const sameDay = begins.slice(0, 14) === ends.slice(0, 14);
  return `${begins}–${sameDay ? ends.slice(15) : ends} ${kind} ${ms / MINUTE} = ${running_ms / MINUTE}`;
}

describe('the worked rows', () => {
  it.each(rows)('row $row', ({ calendar, start: text, target, due: expected, pauses = [], steps }) => {
    const start = new Date(text);
    const paused = pauses.map(([from, to]) => ({
      reason: 'waiting',
      from: new Date(from),
      to: new Date(to),
    }));
    const { due } = dueTime(calendar, start, target, paused);
    if (due === null) throw new Error('it has no due time');
    expect(shown(calendar, due)).toBe(expected);
    expect(consumed(calendar, start, target, paused, due)).toBe(budgetOf(calendar, start, target));
    const told = explainDueTime(calendar, start, target, paused, due).map((step) => line(calendar, step));
    expect(told).toEqual(steps);
  });

  it('row 16: Fri 17:00 to Mon 10:00 holds 60 business minutes', () => {
    const [friday, monday] = [new Date('2026-11-27T17:00+01:00'), new Date('2026-11-30T10:00+01:00')];
    expect(businessTimeBetween(M, friday, monday)).toBe(60 * MINUTE);
  });

  it('row 18: three quarters of the budget are used on Fri 10:00', () => {
    const warning = atConsumed(M, new Date('2026-11-26T15:00+01:00'), min(240), [], 180 * MINUTE);
    expect(warning && shown(M, warning)).toBe('Fri 2026-11-27 10:00');
  });

  it('rows 25 and 26: that night has 420 minutes in spring and 540 in autumn', () => {
    const night = (from: string, to: string) => businessTimeBetween(N, new Date(from), new Date(to)) / MINUTE;
    expect(night('2026-03-28T12:00+01:00', '2026-03-29T12:00+02:00')).toBe(420);
    expect(night('2026-10-24T12:00+02:00', '2026-10-25T12:00+01:00')).toBe(540);
  });

  it('row 30: the Friday before the 25th is the 18th when the 25th is a Friday', () => {
    const days = [
      [2026, 9],
      [2026, 12],
      [2027, 6],
    ].map(([year = 0, month = 0]) => plainDay(weekdayBefore(year, month - 1, 'fri', 25)));
    expect(days).toEqual(['2026-09-18', '2026-12-18', '2027-06-18']);
    const meeting: Target = { on: { weekday: 'fri', before_day: 25 } };
    const { due } = dueTime(S, new Date('2026-12-01T09:00+08:00'), meeting, []);
    expect(due && shown(S, due)).toBe('Sat 2026-12-19 00:00'); // the midnight that ends the 18th
  });
});
