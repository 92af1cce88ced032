import { describe, expect, it } from 'vitest';
import { createFormat } from './format.ts';

const words = {
  days: (n: number) => `${n} d`,
  hours: (n: number) => `${n} h`,
  minutes: (n: number) => `${n} min`,
  yesterday: (time: string) => `yesterday ${time}`,
  tomorrow: (time: string) => `tomorrow ${time}`,
};
const minute = 60_000;
const shanghai = createFormat('en', 'Asia/Shanghai', words);

describe('lengths', () => {
  it('are said as a person would: finer while short, in hours and days when long', () => {
    const minutes = [0.2, 35, 59.6, 120, 130, 535, 35 * 60, 72 * 60];
    expect(minutes.map((n) => shanghai.duration(n * minute))).toEqual([
      '1 min',
      '35 min',
      '1 h',
      '2 h',
      '2 h 10 min',
      '9 h',
      '35 h',
      '3 d',
    ]);
  });

  it('are the same late as early', () => {
    expect(shanghai.duration(-130 * minute)).toBe('2 h 10 min');
  });

  it('are told to the minute in a sum', () => {
    expect(shanghai.exact((26 * 60 + 5) * minute)).toBe('1 d 2 h 5 min');
    expect(shanghai.exact(0)).toBe('0 min');
  });
});

describe('moments', () => {
  const now = Date.parse('2026-11-23T02:00:00Z'); // 10:00 in Shanghai

  it('are told by the clock of the reader, with the day only where it is another one', () => {
    expect(shanghai.when('2026-11-23T06:20:00Z', now)).toBe('14:20');
    expect(shanghai.when('2026-11-23T18:00:00Z', now)).toBe('tomorrow 02:00');
    expect(shanghai.when('2026-11-21T17:00:00Z', now)).toBe('yesterday 01:00');
    // ICU's versions differ in the comma
    expect(shanghai.when('2026-11-27T01:30:00Z', now)).toMatch(/^Fri,? 27 Nov 09:30$/);
  });

  it('have the year when it is not this one', () => {
    expect(shanghai.short('2025-12-31T15:00:00Z', now)).toBe('31 Dec 2025');
  });

  it('lie on calendar days of the reader, not on 24 hours', () => {
    const madrid = createFormat('es', 'Europe/Madrid', words);
    expect(madrid.daysApart(Date.parse('2026-03-28T23:30:00Z'), Date.parse('2026-03-29T21:30:00Z'))).toBe(0);
  });
});
