import { describe, expect, it } from 'vitest';
import {
  dateFromToday,
  formatInstant,
  instantFromNow,
  isDate,
  parseInstant,
  parseLength,
} from './moments.ts';

describe('parseInstant', () => {
  it.each([
    ['2026-11-23T10:00:00Z', '2026-11-23T10:00:00.000Z'],
    ['2026-11-23t10:00:00z', '2026-11-23T10:00:00.000Z'],
    ['2026-11-23T10:00:00.1Z', '2026-11-23T10:00:00.100Z'],
    ['2026-11-23T10:00:00.123999Z', '2026-11-23T10:00:00.123Z'],
    ['2026-11-23T18:00:00+08:00', '2026-11-23T10:00:00.000Z'],
    ['2026-11-23T00:30:00-09:30', '2026-11-23T10:00:00.000Z'],
    ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['0050-01-01T00:00:00Z', '0050-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('%s is %s', (text, expected) => {
    expect(parseInstant(text)).toBe(Date.parse(expected));
  });

  it.each([
    '2026-11-23',
    '2026-11-23T10:00Z',
    '2026-11-23 10:00:00Z',
    '2026-11-23T10:00:00',
    '2026-02-30T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-11-23T24:00:00Z',
    '2026-11-23T10:60:00Z',
    '2016-12-31T23:59:60Z',
    '2026-11-23T10:00:00+24:00',
    '2026-11-23T10:00:00+08:60',
    '0000-12-31T10:00:00Z',
    '0001-01-01T00:00:00+00:01',
    '9999-12-31T23:59:59-00:01',
    '+12026-11-23T10:00:00Z',
    'now',
    '',
  ])('%s is no time', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });
});

it.each([
  ['2026-11-23', true],
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-04-31', false],
  ['0000-01-01', false],
  ['2026-1-1', false],
  ['2026-11-23T00:00:00Z', false],
])('isDate(%s) is %s', (text, expected) => {
  expect(isDate(text)).toBe(expected);
});

it.each([
  ['45m', 45 * 60_000, undefined],
  ['2h', 7_200_000, undefined],
  ['2 h', 7_200_000, undefined],
  ['1 day', 86_400_000, 1],
  ['3 days', 259_200_000, 3],
  ['2 weeks', 1_209_600_000, 14],
  ['0m', 0, undefined],
  ['36525 days', 36_525 * 86_400_000, 36_525],
])('the length %s has %d milliseconds', (text, milliseconds, days) => {
  expect(parseLength(text)).toEqual({ milliseconds, days });
});

it.each(['', '3', '3 months', '1.5h', '-2h', '36526 days', '4 business hours', '2 business days', '3  days'])(
  '"%s" is no plain length',
  (text) => {
    expect(parseLength(text)).toBeUndefined();
  },
);

describe('relative to now', () => {
  const now = new Date('2026-11-23T17:30:00.000Z');
  const none = { milliseconds: 0, days: 0 };

  it('counts a day as 24 hours', () => {
    const day = { milliseconds: 86_400_000, days: 1 };
    expect(instantFromNow({ now }, day, none)).toBe(Date.parse('2026-11-22T17:30:00.000Z'));
    expect(instantFromNow({ now: new Date('9999-12-31T12:00:00Z') }, none, day)).toBeUndefined();
  });

  it.each([
    ['UTC', 0, '2026-11-23'],
    ['Asia/Shanghai', 0, '2026-11-24'],
    ['Asia/Shanghai', -1, '2026-11-23'],
    ['America/Los_Angeles', 40, '2027-01-02'],
  ])('in %s, %d days from today is %s', (zone, days, expected) => {
    expect(dateFromToday({ now, zone }, days)).toBe(expected);
  });

  it('counts calendar days across a switch of the clocks', () => {
    const clock = { now: new Date('2026-03-28T23:30:00Z'), zone: 'Europe/Madrid' };
    expect(dateFromToday(clock, 0)).toBe('2026-03-29');
    expect(dateFromToday(clock, 1)).toBe('2026-03-30');
    expect(dateFromToday(clock, -1)).toBe('2026-03-28');
  });
});

it('writes the millisecond after the last year as PostgreSQL reads it', () => {
  expect(formatInstant(Date.parse('9999-12-31T23:59:59.999Z') + 1)).toBe('10000-01-01T00:00:00.000Z');
});
