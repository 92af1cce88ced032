import { describe, expect, it } from 'vitest';
import { alwaysOpen, buildCalendar } from './index.ts';
import { nextOccurrence, periodBefore, type RecurringDays } from './occurrences.ts';

const zone = 'Asia/Shanghai';
const day = ['09:00-17:00'];
const office = buildCalendar({
  zone,
  hours: [{ from: null, week: { mon: day, tue: day, wed: day, thu: day, fri: day } }],
  closures: [{ from: '2026-10-01', to: '2026-10-07' }],
});
const at = (text: string) => new Date(`${text}+08:00`);

/** The next few times that it comes round. */
function rounds(days: RecurringDays, after: string, count = 3, time = '09:00', calendar = office): string[] {
  const found: string[] = [];
  let from = at(after);
  for (let n = 0; n < count; n += 1) {
    const next = nextOccurrence(calendar, { days, at: time }, from);
    if (next === null) break;
    found.push(new Date(next.getTime() + 8 * 3_600_000).toISOString().slice(0, 16));
    from = next;
  }
  return found;
}

describe('what comes round', () => {
  it.each<[string, RecurringDays, string, string[]]>([
    [
      'every day (FAC-29)',
      { every: 'day' },
      '2026-11-23T09:00',
      ['2026-11-24T09:00', '2026-11-25T09:00', '2026-11-26T09:00'],
    ],
    [
      'every open day (CMP-22)',
      { every: 'open_day' },
      '2026-09-30T08:59',
      ['2026-09-30T09:00', '2026-10-08T09:00', '2026-10-09T09:00'],
    ],
    [
      'on Mondays and Thursdays (DOC-03)',
      { weekdays: ['mon', 'thu'] },
      '2026-11-23T09:00',
      ['2026-11-26T09:00', '2026-11-30T09:00', '2026-12-03T09:00'],
    ],
    [
      'on days of the month, the last one too',
      { month_days: [31, -1, 1] },
      '2026-11-29T12:00',
      ['2026-11-30T09:00', '2026-12-01T09:00', '2026-12-31T09:00'],
    ],
    [
      'on the Friday before the 25th (MTG-34)',
      { weekday: 'fri', before_day: 25 },
      '2026-11-20T09:00',
      ['2026-12-18T09:00', '2027-01-22T09:00', '2027-02-19T09:00'],
    ],
    [
      'on the first day of a quarter (CBK-22)',
      { first_of: 'quarter' },
      '2026-11-23T09:00',
      ['2027-01-01T09:00', '2027-04-01T09:00', '2027-07-01T09:00'],
    ],
    [
      'on the first day of a week',
      { first_of: 'week' },
      '2026-11-23T08:59',
      ['2026-11-23T09:00', '2026-11-30T09:00', '2026-12-07T09:00'],
    ],
    [
      'on some lessons of a term (EDU-42)',
      { dates: ['2026-09-14', '2026-09-07', '2026-09-10', '2026-09-17'], only: [2, 'last', 7] },
      '2026-09-01T00:00',
      ['2026-09-10T09:00', '2026-09-17T09:00'],
    ],
    ['never again when the term is over', { dates: ['2026-09-14'] }, '2026-09-14T09:00', []],
  ])('%s', (_, days, after, expected) => {
    expect(rounds(days, after)).toEqual(expected);
  });

  it('comes once on the days on which the clocks change', () => {
    const madrid = alwaysOpen('Europe/Madrid');
    const next = (after: string) =>
      nextOccurrence(madrid, { days: { every: 'day' }, at: '02:30' }, new Date(after))?.toISOString();
    // spring: 02:30 does not exist, the clocks jump at 01:00 UTC; autumn: it comes twice, the second counts
    expect(next('2026-03-28T12:00:00Z')).toBe('2026-03-29T01:00:00.000Z');
    expect(next('2026-03-29T01:00:00Z')).toBe('2026-03-30T00:30:00.000Z');
    expect(next('2026-10-24T12:00:00Z')).toBe('2026-10-25T01:30:00.000Z');
    expect(next('2026-10-25T01:30:00Z')).toBe('2026-10-26T01:30:00.000Z');
  });

  it('refuses what is no time and no day', () => {
    expect(() => nextOccurrence(office, { days: { every: 'day' }, at: '25:00' }, new Date(0))).toThrow(
      RangeError,
    );
    const days = { dates: ['2026-02-30'] };
    expect(() => nextOccurrence(office, { days, at: '09:00' }, new Date(0))).toThrow(RangeError);
  });
});

describe('the period before', () => {
  it.each([
    ['week', '2026-11-25T10:00', '2026-11-16', '2026-11-23'],
    ['month', '2026-11-01T00:00', '2026-10-01', '2026-11-01'],
    ['quarter', '2026-11-25T10:00', '2026-07-01', '2026-10-01'],
    ['half_year', '2026-11-25T10:00', '2026-01-01', '2026-07-01'],
    ['year', '2026-11-25T10:00', '2025-01-01', '2026-01-01'],
  ] as const)('of a %s', (period, moment, from, to) => {
    expect(periodBefore(office, period, at(moment))).toEqual({
      from: at(`${from}T00:00`),
      to: at(`${to}T00:00`),
    });
  });
});
