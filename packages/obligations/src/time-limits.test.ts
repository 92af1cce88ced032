import {
  alwaysOpen,
  buildCalendar,
  type Calendar,
  countedEventTarget,
  isOpen,
  momentFrom,
  type Offset,
  type Target,
  WEEKDAYS,
  type Weekday,
} from '@shouwen/calendar';
import { describe, expect, it } from 'vitest';
import { complete, open } from './index.ts';
import { cause } from './testing/desk.ts';

// The time limits and calendar moments of the rule catalogue (the numbers are its ids), each expressed as a target and
// tried one unit before, at and after it: done before and at it is kept, done after it is late.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const workdays = WEEKDAYS.slice(0, 5);
const weekly = (days: readonly Weekday[], hours: string[]) => [
  { from: null, week: Object.fromEntries(days.map((day) => [day, hours])) },
];
const zone = 'Asia/Shanghai';
/** LEV-30: the ordinary office hours. */
const office = buildCalendar({ zone, hours: weekly(workdays, ['08:30-17:30']) });
/** SHF-20: the shop's shifts. */
const shop = buildCalendar({
  zone,
  hours: [
    {
      from: null,
      week: {
        ...weekly(WEEKDAYS.slice(0, 6), ['18:30-24:00'])[0]?.week,
        sun: ['09:30-24:00'],
      },
    },
  ],
});
/** SHF-70: the hotline is staffed round the clock. */
const hotline = alwaysOpen(zone);

const at = (text: string) => new Date(`${text}+08:00`);
const monday = '2026-11-23T10:00';

interface Limit {
  what: string;
  rules: string;
  calendar?: Calendar;
  start?: string;
  target: Target;
  due: string;
  /** One unit; a minute where nothing else is said. */
  unit?: number;
}
const elapsed = (minutes: number): Target => ({ elapsed_minutes: minutes });
const before = (moment: string, offset: Offset): Target => ({
  until: momentFrom(office, at(moment), offset).toISOString(),
});
// The fourteen lessons of a term, twice a week.
const lessons = Array.from({ length: 14 }, (_, lesson) => {
  const day = Math.floor(lesson / 2) * 7 + (lesson % 2) * 3;
  return new Date(at('2026-09-07T18:00').getTime() + day * 24 * 60 * MINUTE);
});
const lesson = (nth: number | 'last', offset?: Offset): Target => {
  const target = countedEventTarget(office, lessons, nth, offset);
  if (!target) throw new Error('there is no such lesson');
  return target;
};

/** The midnight that ends the day of a lesson: in the odd ones a Monday's, in the even ones a Thursday's. */
const dayAfter = (nth: number) => {
  const days = Math.floor((nth - 1) / 2) * 7 + ((nth - 1) % 2) * 3 + 1;
  return new Date(Date.parse('2026-09-07T00:00Z') + days * 24 * 60 * MINUTE).toISOString().slice(0, 16);
};

const limits: Limit[] = [
  {
    what: 'urgent request answered',
    rules: 'SLA-13',
    calendar: hotline,
    target: elapsed(10),
    due: '2026-11-23T10:10',
  },
  { what: 'staff on site', rules: 'SLA-13', calendar: hotline, target: elapsed(45), due: '2026-11-23T10:45' },
  {
    what: 'general service, first reply',
    rules: 'SLA-13 SLA-01 SLA-02 DOC-05',
    target: elapsed(24 * 60),
    due: '2026-11-24T10:00',
  },
  {
    what: 'problem solved, complaint answered',
    rules: 'SLA-02 SLA-03',
    target: elapsed(48 * 60),
    due: '2026-11-25T10:00',
  },
  {
    what: 'chat reply',
    rules: 'SLA-12 CHT-02',
    target: elapsed(20 / 60),
    due: '2026-11-23T10:00:20',
    unit: SECOND,
  },
  { what: 'private phone call', rules: 'DUT-40', target: elapsed(3), due: '2026-11-23T10:03', unit: SECOND },
  {
    what: 'property complaint answered',
    rules: 'SLA-09 CMP-64',
    target: { days: 3 },
    due: '2026-11-27T00:00',
  },
  {
    what: 'same day',
    rules: 'SLA-10 SLA-11 DOC-01 DOC-02 DOC-07',
    target: { end_of: 'day' },
    due: '2026-11-23T17:30',
  },
  {
    what: 'contract moved on',
    rules: 'DOC-08',
    start: '2026-11-26T17:29',
    target: { business_days: 2 },
    due: '2026-11-30T17:30',
  },
  {
    what: 'documents on Thursday',
    rules: 'DOC-03',
    start: '2026-11-24T09:00',
    target: { on: { weekdays: ['mon', 'thu'] } },
    due: '2026-11-27T00:00',
  },
  {
    what: 'documents on Monday',
    rules: 'DOC-03',
    start: '2026-11-27T00:01',
    target: { on: { weekdays: ['mon', 'thu'] } },
    due: '2026-12-01T00:00',
  },
  { what: 'trial, at the shortest', rules: 'CTZ-07', target: { months: 1 }, due: '2026-12-24T00:00' },
  {
    what: 'trial, at the longest',
    rules: 'CTZ-07',
    start: '2026-12-31T10:00',
    target: { months: 2 },
    due: '2027-03-01T00:00',
  },
  {
    what: 'outgoing shift tidies up',
    rules: 'SHF-41',
    target: before('2026-11-23T20:00', { minutes: -15 }),
    due: '2026-11-23T19:45',
  },
  {
    what: 'incoming shift arrives',
    rules: 'SHF-43',
    target: before('2026-11-23T20:00', { minutes: -5 }),
    due: '2026-11-23T19:55',
  },
  {
    what: 'roll call',
    rules: 'SHF-60',
    target: before('2026-11-23T20:00', { minutes: -10 }),
    due: '2026-11-23T19:50',
  },
  {
    what: 'ordinary leave notice, a day',
    rules: 'LEV-03 LEV-18',
    target: before('2026-11-26T08:30', { days: -1 }),
    due: '2026-11-26T00:00',
  },
  { what: 'approval limit of one day', rules: 'LEV-07', target: { days: 1 }, due: '2026-11-25T00:00' },
  {
    what: 'special leave notice, an hour',
    rules: 'LEV-04',
    target: before('2026-11-23T18:30', { minutes: -60 }),
    due: '2026-11-23T17:30',
  },
  {
    what: 'special leave for the night',
    rules: 'LEV-14',
    target: { on: 'same_day', by: '12:00' },
    due: '2026-11-23T12:00',
  },
  {
    what: 'lists before the term',
    rules: 'EDU-08',
    target: before('2027-03-01T08:30', { days: -10 }),
    due: '2027-02-20T00:00',
  },
  {
    what: 'teachers meet before the term',
    rules: 'EDU-07',
    target: before('2027-03-01T08:30', { days: -7 }),
    due: '2027-02-23T00:00',
  },
  {
    what: 'preparation before the term',
    rules: 'EDU-23',
    target: before('2027-03-01T08:30', { days: -3 }),
    due: '2027-02-27T00:00',
  },
  {
    what: 'demonstration before the term',
    rules: 'EDU-26',
    target: before('2027-03-01T08:30', { days: -14 }),
    due: '2027-02-16T00:00',
  },
  ...([1, 2, 5, 7, 8, 9, 12, 13, 14] as const).map((nth) => ({
    what: `the day of lesson ${nth}`,
    rules: 'EDU-42',
    start: '2026-09-01T09:00',
    target: lesson(nth, { days: 0 }),
    due: dayAfter(nth),
  })),
  {
    what: 'by lesson 2',
    rules: 'EDU-42',
    start: '2026-09-01T09:00',
    target: lesson(2),
    due: '2026-09-10T18:00',
  },
  {
    what: 'the day of lesson 8',
    rules: 'EDU-42 MTG-11',
    start: '2026-09-01T09:00',
    target: lesson(8, { days: 0 }),
    due: '2026-10-02T00:00',
  },
  {
    what: 'two working days after lesson 7',
    rules: 'MTG-10',
    start: '2026-09-01T09:00',
    target: lesson(7, { business_days: 2 }),
    due: '2026-09-30T17:30',
  },
  {
    what: 'the last lesson',
    rules: 'EDU-42',
    start: '2026-09-01T09:00',
    target: lesson('last'),
    due: '2026-10-22T18:00',
  },
  { what: 'callback told to the supervisor', rules: 'KPI-38', target: { days: 1 }, due: '2026-11-25T00:00' },
  { what: 'three months of service', rules: 'ORG-27', target: { months: 3 }, due: '2027-02-24T00:00' },
  {
    what: 'repair called back',
    rules: 'CBK-20',
    start: '2026-11-27T16:00',
    target: { end_of: 'next_business_day' },
    due: '2026-11-30T17:30',
  },
  {
    what: 'sample of the quarter',
    rules: 'CBK-22 CBK-26',
    target: { end_of: 'quarter' },
    due: '2027-01-01T00:00',
  },
  {
    what: 'report of the month',
    rules: 'CBK-21 RPT-40',
    target: { end_of: 'month' },
    due: '2026-12-01T00:00',
  },
  {
    what: 'customer files of the quarter',
    rules: 'CUS-44',
    start: '2026-09-30T23:59',
    target: { end_of: 'quarter' },
    due: '2026-10-01T00:00',
  },
  {
    what: 'customer files every three months',
    rules: 'CUS-44',
    target: { months: 3 },
    due: '2027-02-24T00:00',
  },
  { what: 'of the week', rules: 'MTG-31 KEY-20 EDU-14', target: { end_of: 'week' }, due: '2026-11-30T00:00' },
  {
    what: 'shop meeting',
    rules: 'MTG-20',
    target: { on: { weekdays: ['mon'] }, by: '14:30' },
    due: '2026-11-23T14:30',
  },
  {
    what: 'shop meeting, after it',
    rules: 'MTG-20',
    start: '2026-11-23T14:31',
    target: { on: { weekdays: ['mon'] }, by: '14:30' },
    due: '2026-11-30T14:30',
  },
  {
    what: 'meeting of all agents',
    rules: 'MTG-34',
    start: '2026-12-01T09:00',
    target: { on: { weekday: 'fri', before_day: 25 } },
    due: '2026-12-19T00:00',
  },
  {
    what: 'meeting of all agents, after it',
    rules: 'MTG-34',
    start: '2026-12-19T09:00',
    target: { on: { weekday: 'fri', before_day: 25 } },
    due: '2027-01-23T00:00',
  },
  {
    what: 'summary of the half-year',
    rules: 'MTG-36',
    start: '2026-05-04T09:00',
    target: { end_of: 'half_year' },
    due: '2026-07-01T00:00',
  },
  { what: 'summary of the year', rules: 'MTG-36', target: { end_of: 'year' }, due: '2027-01-01T00:00' },
  {
    what: 'changing room on Monday',
    rules: 'FAC-28',
    start: '2026-11-24T09:00',
    target: { on: { weekdays: ['mon'] } },
    due: '2026-12-01T00:00',
  },
  {
    what: 'leaves on Friday',
    rules: 'FAC-30',
    target: { on: { weekdays: ['fri'] } },
    due: '2026-11-28T00:00',
  },
  { what: 'watering every day', rules: 'FAC-29', target: { on: 'same_day' }, due: '2026-11-24T00:00' },
  { what: 'end of the working day', rules: 'CMP-22', target: { end_of: 'day' }, due: '2026-11-23T17:30' },
  { what: 'induction, two days', rules: 'TRN-22', target: { business_days: 2 }, due: '2026-11-25T17:30' },
  { what: 'induction, three days', rules: 'TRN-22', target: { business_days: 3 }, due: '2026-11-26T17:30' },
];

describe('time limits of the catalogue', () => {
  it.each(limits)('$what ($rules): kept before and at it, late after it', (limit) => {
    const { calendar = office, start = monday, target, unit = MINUTE } = limit;
    const terms = { target, warnings: [], escalations: [] };
    const { clock } = open(calendar, at(start), terms, cause(at(start)));
    expect(clock.due_at).toEqual(at(limit.due));
    const outcomes = [-unit, 0, unit].map((step) => {
      const done = new Date(at(limit.due).getTime() + step);
      return complete(clock, calendar, cause(done)).clock.outcome;
    });
    expect(outcomes).toEqual(['kept', 'kept', 'late']);
  });

  it('leaves out none that the catalogue names', () => {
    const named = new Set(limits.flatMap(({ rules }) => rules.split(' ')));
    // LEV-30, SHF-20 and SHF-70 are hours, and stand below
    const catalogue =
      'SLA-01 SLA-02 SLA-03 SLA-09 SLA-10 SLA-11 SLA-12 SLA-13 CHT-02 DUT-40 CMP-22 CMP-64 DOC-01 DOC-02 DOC-03 DOC-05 ' +
      'DOC-07 DOC-08 CTZ-07 SHF-41 SHF-43 SHF-60 LEV-03 LEV-04 LEV-07 LEV-14 LEV-18 EDU-07 EDU-08 EDU-14 EDU-23 EDU-26 ' +
      'EDU-42 MTG-10 MTG-11 MTG-20 MTG-31 MTG-34 MTG-36 KPI-38 ORG-27 CBK-20 CBK-21 CBK-22 CBK-26 RPT-40 CUS-44 KEY-20 ' +
      'FAC-28 FAC-29 FAC-30 TRN-22';
    expect(catalogue.split(' ').filter((rule) => !named.has(rule))).toEqual([]);
  });

  it('LEV-14: what is asked for after 12:00 is late at once, at 12:00 it is in time', () => {
    const target: Target = { on: 'same_day', by: '12:00' };
    const outcomes = ['11:59', '12:00', '12:01'].map((time) => {
      const asked = at(`2026-11-23T${time}`);
      const { clock } = open(office, asked, { target, warnings: [], escalations: [] }, cause(asked));
      expect(clock.due_at).toEqual(at('2026-11-23T12:00'));
      return complete(clock, office, cause(asked)).clock.outcome;
    });
    expect(outcomes).toEqual(['kept', 'kept', 'late']);
  });

  it('EDU-42: what hangs on a lesson that is not planned has no target yet', () => {
    expect(countedEventTarget(office, lessons, 15)).toBeNull();
  });
});

describe('hours of the catalogue', () => {
  const openAt = (calendar: Calendar, day: string, times: string[]) =>
    times.map((time) => isOpen(calendar, at(`${day}T${time}`)));

  it('LEV-30: the office is open from 08:30 to 17:30', () => {
    const times = ['08:29', '08:30', '08:31', '17:29', '17:30', '17:31'];
    expect(openAt(office, '2026-11-23', times)).toEqual([false, true, true, true, false, false]);
  });

  it('SHF-20: the shop is open from 18:30 to 24:00, on Sundays from 09:30', () => {
    expect(openAt(shop, '2026-11-28', ['18:29', '18:30', '23:59'])).toEqual([false, true, true]);
    expect(openAt(shop, '2026-11-29', ['00:00', '09:29', '09:30', '23:59'])).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(openAt(shop, '2026-11-30', ['00:00', '09:30'])).toEqual([false, false]);
  });

  it('SHF-70: the hotline never closes', () => {
    expect(openAt(hotline, '2026-11-29', ['00:00', '03:00', '23:59'])).toEqual([true, true, true]);
  });
});
