import { describe, expect, it } from 'vitest';
import {
  buildCalendar,
  businessTimeBetween,
  type Calendar,
  type CalendarData,
  dueTime,
  isOpen,
  momentFrom,
  nextOpening,
  problemsOf,
  type Target,
  WEEKDAYS,
} from './index.ts';
import { madridData, S, shown, WORKDAYS, weekly } from './testing/desks.ts';

const MINUTE = 60_000;
const calendarOf = (more: Partial<CalendarData>) => buildCalendar({ ...madridData, ...more });
const due = (calendar: Calendar, start: string, target: Target) => {
  const found = dueTime(calendar, new Date(start), target, []).due;
  return found && shown(calendar, found);
};
const minutesBetween = (calendar: Calendar, from: string, to: string) =>
  businessTimeBetween(calendar, new Date(from), new Date(to)) / MINUTE;

describe('opening hours', () => {
  it('are half-open: 09:00 is open, 12:00 is closed', () => {
    const open = ['08:59', '09:00', '11:59', '12:00', '12:59', '13:00', '17:59', '18:00'].map((time) =>
      isOpen(S, new Date(`2026-11-23T${time}+08:00`)),
    );
    expect(open).toEqual([false, true, true, false, false, true, true, false]);
  });

  it('begin next after lunch, and are there already while it is open', () => {
    const next = (time: string) => nextOpening(S, new Date(`2026-11-23T${time}+08:00`));
    expect(next('12:00')).toEqual(new Date('2026-11-23T13:00+08:00'));
    expect(next('13:20')).toEqual(new Date('2026-11-23T13:20+08:00'));
    expect(next('18:00')).toEqual(new Date('2026-11-24T09:00+08:00'));
  });

  it('that touch are one stretch', () => {
    const calendar = calendarOf({ hours: [weekly(WORKDAYS, ['09:00-12:00', '12:00-17:00'])] });
    expect(calendar.openingAt(Date.parse('2026-11-23T10:00+01:00'))).toEqual({
      from: Date.parse('2026-11-23T09:00+01:00'),
      to: Date.parse('2026-11-23T17:00+01:00'),
    });
  });

  it('change from a day on', () => {
    const calendar = calendarOf({
      hours: [
        weekly(WORKDAYS, ['09:00-17:00']),
        { ...weekly(WORKDAYS, ['08:00-12:00']), from: '2026-11-25' },
        { ...weekly(WEEKDAYS, ['10:00-11:00']), from: '2026-11-28' },
      ],
    });
    expect(minutesBetween(calendar, '2026-11-24T00:00+01:00', '2026-11-25T00:00+01:00')).toBe(480);
    expect(minutesBetween(calendar, '2026-11-25T00:00+01:00', '2026-11-26T00:00+01:00')).toBe(240);
    expect(due(calendar, '2026-11-27T12:00+01:00', { business_minutes: 61 })).toBe('Sun 2026-11-29 10:01');
  });

  it('of a closure of months are none, but for a special day inside it', () => {
    const calendar = calendarOf({
      closures: [{ from: '2026-12-01', to: '2027-02-28' }],
      days: [{ day: '2027-01-06', hours: ['10:00-11:00'] }],
    });
    expect(due(calendar, '2026-11-30T17:00+01:00', { business_minutes: 60 })).toBe('Wed 2027-01-06 11:00');
    expect(due(calendar, '2026-11-30T17:00+01:00', { business_minutes: 61 })).toBe('Mon 2027-03-01 09:01');
    expect(due(calendar, '2026-11-30T17:00+01:00', { business_days: 2 })).toBe('Mon 2027-03-01 17:00');
  });

  it('of a special day replace those of its weekday: a part-day holiday, a one-off opening, an adjusted working day', () => {
    const calendar = calendarOf({
      hours: [weekly(WORKDAYS, ['09:00-17:00']), { from: '2026-12-20', week: { fri: ['10:00-12:00'] } }],
      days: [
        { day: '2026-11-24', hours: ['09:00-12:00'] },
        { day: '2026-11-28', hours: ['10:00-12:00'] },
        { day: '2026-11-29', like: 'mon' },
        { day: '2026-12-27', like: 'fri' },
      ],
    });
    const on = (day: string) => minutesBetween(calendar, `${day}T00:00+01:00`, `${day}T24:00+01:00`);
    expect(['2026-11-24', '2026-11-28', '2026-11-29', '2026-12-27'].map(on)).toEqual([180, 120, 480, 120]);
  });

  it('past midnight belong to the day on which they begin, so a holiday closes the night that begins on it', () => {
    const nights = calendarOf({
      hours: [weekly(WEEKDAYS, ['22:00-06:00'])],
      days: [{ day: '2026-12-24', hours: [] }],
    });
    expect(minutesBetween(nights, '2026-12-24T00:00+01:00', '2026-12-24T24:00+01:00')).toBe(360);
    expect(minutesBetween(nights, '2026-12-25T00:00+01:00', '2026-12-25T22:00+01:00')).toBe(0);
    expect(due(nights, '2026-12-24T02:00+01:00', { end_of: 'day' })).toBe('Thu 2026-12-24 06:00');
    expect(due(nights, '2026-12-24T02:00+01:00', { business_days: 1 })).toBe('Sat 2026-12-26 06:00');
    expect(due(nights, '2026-12-24T07:00+01:00', { end_of: 'day' })).toBe('Sat 2026-12-26 06:00');
  });

  it('of a night that runs into the hours of the next day count once', () => {
    const calendar = calendarOf({
      hours: [{ from: null, week: { mon: ['22:00-06:00'], tue: ['05:00-08:00'] } }],
    });
    expect(minutesBetween(calendar, '2026-11-23T00:00+01:00', '2026-11-25T00:00+01:00')).toBe(600);
    expect(due(calendar, '2026-11-23T22:00+01:00', { business_minutes: 600 })).toBe('Tue 2026-11-24 08:00');
  });

  it('go through the ends of months and years, and leap days', () => {
    const calendar = calendarOf({ days: [] });
    expect(due(calendar, '2027-12-31T16:30+01:00', { business_minutes: 60 })).toBe('Mon 2028-01-03 09:30');
    expect(due(calendar, '2028-02-28T16:30+01:00', { business_minutes: 60 })).toBe('Tue 2028-02-29 09:30');
    expect(due(calendar, '2028-02-29T10:00+01:00', { business_days: 1 })).toBe('Wed 2028-03-01 17:00');
    expect(due(calendar, '2028-01-31T10:00+01:00', { months: 1 })).toBe('Wed 2028-03-01 00:00');
    expect(due(calendar, '2027-01-31T10:00+01:00', { months: 1 })).toBe('Mon 2027-03-01 00:00');
    expect(due(calendar, '2026-12-30T10:00+01:00', { days: 3 })).toBe('Sun 2027-01-03 00:00');
  });

  it('follow a zone whose rules change: Turkey stayed on summer time in 2016', () => {
    const calendar = calendarOf({ zone: 'Europe/Istanbul' });
    const first = calendar.openingAt(Date.parse('2016-10-28T20:00Z'));
    const second = calendar.openingAt(Date.parse('2016-10-31T20:00Z'));
    expect(first?.from).toBe(Date.parse('2016-10-31T06:00Z'));
    expect(second?.from).toBe(Date.parse('2016-11-01T06:00Z'));
  });

  it('follow a zone that left a day out: there was no 30 December 2011 in Samoa', () => {
    const calendar = calendarOf({
      zone: 'Pacific/Apia',
      hours: [weekly(WEEKDAYS, ['09:00-17:00'])],
      days: [],
    });
    expect(due(calendar, '2011-12-29T16:00-10:00', { business_minutes: 120 })).toBe('Sat 2011-12-31 10:00');
    expect(due(calendar, '2011-12-29T16:00-10:00', { business_days: 1 })).toBe('Sat 2011-12-31 17:00');
  });
});

describe('distances from a moment', () => {
  const lesson = new Date('2026-12-09T18:00+01:00');
  const from = (offset: Parameters<typeof momentFrom>[2]) => {
    const calendar = calendarOf({});
    return shown(calendar, momentFrom(calendar, lesson, offset));
  };

  it('lie before or after it; days run to their end, business days to closing time', () => {
    expect(from({ minutes: -60 })).toBe('Wed 2026-12-09 17:00');
    expect(from({ days: 0 })).toBe('Thu 2026-12-10 00:00');
    expect(from({ days: -10 })).toBe('Mon 2026-11-30 00:00');
    expect(from({ business_days: -2 })).toBe('Fri 2026-12-04 17:00'); // Tuesday is a holiday
    expect(from({ business_days: 0 })).toBe('Wed 2026-12-09 17:00');
    expect(from({ business_days: 2 })).toBe('Fri 2026-12-11 17:00');
  });
});

describe('what is no calendar', () => {
  const week = { mon: ['09:00-17:00'] };
  const refused: [string, Partial<CalendarData>, string, string][] = [
    ['a zone that does not exist', { zone: 'Europe/Atlantis' }, 'zone_unknown', 'There is no time zone'],
    ['no hours', { hours: [] }, 'hours_missing', 'needs weekly hours'],
    ['one that never opens', { hours: [{ from: null, week: {} }] }, 'never_opens', 'never opens'],
    [
      'one that never opens again, whatever opened before',
      {
        hours: [
          { from: null, week },
          { from: '2027-01-01', week: { mon: [] } },
        ],
      },
      'never_opens',
      'From 2027-01-01 on this calendar would never open again',
    ],
    [
      'hours that are not in order',
      {
        hours: [
          { from: null, week },
          { from: '2027-01-01', week },
          { from: '2026-06-01', week },
        ],
      },
      'hours_out_of_order',
      'in order',
    ],
    [
      'first hours with a first day',
      { hours: [{ from: '2027-01-01', week }] },
      'hours_out_of_order',
      'first',
    ],
    [
      'an interval of no length',
      { hours: [{ from: null, week: { mon: ['09:00-09:00'] } }] },
      'interval_malformed',
      'no interval',
    ],
    [
      'a time that is none',
      { hours: [{ from: null, week: { mon: ['9-17'] } }] },
      'interval_malformed',
      '"9-17"',
    ],
    [
      'a time after 24:00',
      { hours: [{ from: null, week: { mon: ['22:00-24:30'] } }] },
      'interval_malformed',
      '22:00-24:30',
    ],
    [
      'intervals of a day that overlap',
      { hours: [{ from: null, week: { mon: ['13:00-18:00', '09:00-13:30'] } }] },
      'intervals_overlap',
      '13:00-18:00 overlaps with 09:00-13:30',
    ],
    [
      'a night that overlaps with the evening',
      { hours: [{ from: null, week: { mon: ['18:00-23:00', '22:00-06:00'] } }] },
      'intervals_overlap',
      'overlaps',
    ],
    ['a day that is none', { days: [{ day: '2026-02-30', hours: [] }] }, 'day_unknown', '2026-02-30'],
    [
      'a day twice',
      {
        days: [
          { day: '2026-02-20', hours: [] },
          { day: '2026-02-20', like: 'mon' },
        ],
      },
      'day_twice',
      'twice',
    ],
    [
      'a closure that ends before it begins',
      { closures: [{ from: '2026-09-01', to: '2026-08-01' }] },
      'closure_backwards',
      'before it begins',
    ],
    [
      'a closure of eleven years',
      { closures: [{ from: '2026-09-01', to: '2037-08-01' }] },
      'closure_too_long',
      'ten years',
    ],
  ];

  it.each(refused)('%s is refused with a sentence', (_what, more, code, sentence) => {
    expect(problemsOf({ ...madridData, ...more }).map((problem) => problem.code)).toEqual([code]);
    expect(() => calendarOf(more)).toThrow(sentence);
  });

  it('tells everything that is wrong, and where', () => {
    const data: CalendarData = {
      zone: 'Nowhere',
      hours: [{ from: null, week: { tue: ['09:00-12:00', '11:00-13:00'] } }],
      days: [{ day: '2026-13-01', hours: [] }],
    };
    expect(problemsOf(data).map(({ code, place }) => [code, place.join('.')])).toEqual([
      ['zone_unknown', 'zone'],
      ['intervals_overlap', 'hours.0.week.tue.1'],
      ['day_unknown', 'days.0.day'],
    ]);
  });

  it.each([
    { business_days: 0 },
    { business_days: 1.5 },
    { days: -1 },
    { months: 0 },
    { on: 'same_day', by: '25:00' },
    { on: { date: '2026-02-30' } },
    { on: { weekdays: [] } },
    { on: { weekday: 'fri', before_day: 32 } },
    { until: '2026-12-24' },
    { until: '2026-12-24T09:00' },
  ] satisfies Target[])('%j is refused as a target', (target) => {
    expect(() => due(S, '2026-11-23T09:00+08:00', target)).toThrow(RangeError);
  });
});
