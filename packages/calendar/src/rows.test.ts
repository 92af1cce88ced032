import { describe, expect, it } from 'vitest';
import { alwaysOpen, atConsumed, budgetOf, type Calendar, consumed, dueTime, type Target } from './index.ts';
import { openingList, sameHours } from './testing/opening-list.ts';

// The worked rows of what a due time means, as far as they count hours. The desks' openings are written out by hand.
const november = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30'];
const december = ['2026-12-07', '2026-12-09', '2026-12-10'];
const madrid = openingList('Europe/Madrid', sameHours([...november, ...december], ['09:00-17:00'], '+01:00'));
const split = ['09:00-12:00', '13:00-18:00'];
const shanghai = openingList('Asia/Shanghai', [
  ...sameHours(['2026-09-30', '2026-10-08', '2026-10-09', '2026-10-10', ...november], split, '+08:00'),
  ...sameHours(['2026-12-24'], ['09:00-12:00'], '+08:00'),
  ...sameHours(['2026-12-25'], split, '+08:00'),
]);
const at = (text: string) => Date.parse(text);
const nights = openingList('Europe/Madrid', [
  { from: at('2026-03-28T22:00+01:00'), to: at('2026-03-29T06:00+02:00') },
  { from: at('2026-03-29T22:00+02:00'), to: at('2026-03-30T06:00+02:00') },
  { from: at('2026-10-24T22:00+02:00'), to: at('2026-10-25T06:00+01:00') },
  { from: at('2026-11-22T22:00+01:00'), to: at('2026-11-23T06:00+01:00') },
  { from: at('2026-11-23T22:00+01:00'), to: at('2026-11-24T06:00+01:00') },
]);
const always = alwaysOpen('Europe/Madrid');
const business = (minutes: number): Target => ({ business_minutes: minutes });
const elapsed = (minutes: number): Target => ({ elapsed_minutes: minutes });

type Row = [
  row: string,
  calendar: Calendar,
  start: string,
  target: Target,
  due: string,
  pauses?: [string, string][],
];
const rows: Row[] = [
  ['1', shanghai, '2026-11-23T10:00+08:00', business(120), '2026-11-23T12:00+08:00'],
  ['2', shanghai, '2026-11-23T10:00+08:00', business(121), '2026-11-23T13:01+08:00'],
  ['3', shanghai, '2026-11-23T11:00+08:00', business(120), '2026-11-23T14:00+08:00'],
  ['4', shanghai, '2026-11-27T17:30+08:00', business(60), '2026-11-30T09:30+08:00'],
  ['5', shanghai, '2026-11-28T10:00+08:00', business(1), '2026-11-30T09:01+08:00'],
  ['6', shanghai, '2026-09-30T16:00+08:00', business(480), '2026-10-08T16:00+08:00'],
  ['7', shanghai, '2026-10-09T16:00+08:00', business(240), '2026-10-10T11:00+08:00'],
  ['8', shanghai, '2026-12-24T11:00+08:00', business(120), '2026-12-25T10:00+08:00'],
  ['17', madrid, '2026-11-27T16:30+01:00', business(60), '2026-11-30T09:30+01:00'],
  ['18', madrid, '2026-11-26T15:00+01:00', business(240), '2026-11-27T11:00+01:00'],
  [
    '19',
    madrid,
    '2026-11-26T15:00+01:00',
    business(240),
    '2026-11-27T13:00+01:00',
    [['2026-11-26T16:00+01:00', '2026-11-27T10:00+01:00']],
  ],
  [
    '20',
    madrid,
    '2026-11-27T15:00+01:00',
    business(240),
    '2026-11-30T11:00+01:00',
    [['2026-11-27T17:00+01:00', '2026-11-30T09:00+01:00']],
  ],
  [
    '21',
    madrid,
    '2026-12-07T16:00+01:00',
    business(120),
    '2026-12-09T10:00+01:00',
    [['2026-12-08T10:00+01:00', '2026-12-08T15:00+01:00']],
  ],
  ['22, after the change', madrid, '2026-11-23T09:00+01:00', business(120), '2026-11-23T11:00+01:00'],
  [
    '23, after the change',
    madrid,
    '2026-11-23T09:00+01:00',
    business(300),
    '2026-11-23T15:00+01:00',
    [['2026-11-23T10:00+01:00', '2026-11-23T11:00+01:00']],
  ],
  [
    '24',
    madrid,
    '2026-11-23T09:00+01:00',
    business(600),
    '2026-11-25T15:00+01:00',
    [['2026-11-23T15:00+01:00', '2026-11-25T11:00+01:00']],
  ],
  ['25', nights, '2026-03-28T23:00+01:00', business(420), '2026-03-29T23:00+02:00'],
  ['26', nights, '2026-10-24T23:00+02:00', business(420), '2026-10-25T05:00+01:00'],
  ['27', nights, '2026-11-23T05:30+01:00', business(60), '2026-11-23T22:30+01:00'],
  ['28', always, '2026-03-28T12:00+01:00', elapsed(1440), '2026-03-29T13:00+02:00'],
  ['28 in business time', always, '2026-03-28T12:00+01:00', business(1440), '2026-03-29T13:00+02:00'],
  ['28 on a desk with hours', madrid, '2026-03-28T12:00+01:00', elapsed(1440), '2026-03-29T13:00+02:00'],
  ['29', always, '2026-10-24T12:00+02:00', elapsed(1440), '2026-10-25T11:00+01:00'],
  ['29 in business time', always, '2026-10-24T12:00+02:00', business(1440), '2026-10-25T11:00+01:00'],
];

describe('the worked rows', () => {
  it.each(rows)('row %s', (_row, calendar, start, target, due, pauses = []) => {
    const paused = pauses.map(([from, to]) => ({ reason: 'r', from: new Date(from), to: new Date(to) }));
    expect(dueTime(calendar, new Date(start), target, paused)).toEqual({ due: new Date(due) });
    const used = consumed(calendar, new Date(start), target, paused, new Date(due));
    expect(used).toBe(budgetOf(calendar, new Date(start), target));
  });

  it('row 16: Fri 17:00 to Mon 10:00 holds 60 business minutes', () => {
    const monday = new Date('2026-11-30T10:00+01:00');
    const used = consumed(madrid, new Date('2026-11-27T17:00+01:00'), business(1), [], monday);
    expect(used).toBe(60 * 60_000);
  });

  it('row 18: three quarters of the budget are used on Fri 10:00', () => {
    const start = new Date('2026-11-26T15:00+01:00');
    const warning = atConsumed(madrid, start, business(240), [], 180 * 60_000);
    expect(warning).toEqual(new Date('2026-11-27T10:00+01:00'));
  });

  it('rows 28 and 29 read 13:00 and 11:00 on a clock in Madrid', () => {
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: always.zone, timeStyle: 'short' });
    const shown = ['2026-03-28T12:00+01:00', '2026-10-24T12:00+02:00'].map((start) => {
      const { due } = dueTime(always, new Date(start), elapsed(1440), []);
      return due && clock.format(due);
    });
    expect(shown).toEqual(['13:00', '11:00']);
  });
});
