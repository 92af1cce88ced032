import { expect, it } from 'vitest';
import { daysOf, type PeriodName, today, usualSplit } from './periods.ts';

const now = '2026-11-29'; // a Sunday
const custom = { from: '2026-11-20', to: '2026-11-10' };
const days = (name: PeriodName) => Object.values(daysOf(name, now, custom)).join(' ');

it('says which days a name means', () => {
  expect(days('last_7')).toBe('2026-11-23 2026-11-29');
  expect(days('this_week')).toBe('2026-11-23 2026-11-29');
  expect(days('last_week')).toBe('2026-11-16 2026-11-22');
  expect(days('last_month')).toBe('2026-10-01 2026-10-31');
  expect(days('last_3_months')).toBe('2026-08-01 2026-10-31');
  expect(days('custom'), 'the wrong way round').toBe('2026-11-10 2026-11-20');
  expect(daysOf('last_month', '2026-01-15', custom)).toEqual({ from: '2025-12-01', to: '2025-12-31' });
});

it('knows that it is another day elsewhere', () => {
  const evening = Date.parse('2026-11-29T17:30:00Z');
  expect([today(evening, 'Asia/Shanghai'), today(evening, 'Europe/Madrid')]).toEqual([
    '2026-11-30',
    '2026-11-29',
  ]);
});

it('splits by days until the bars get too thin', () => {
  const split = (from: string) => usualSplit({ from, to: now });
  expect([split('2026-11-01'), split('2026-09-01'), split('2025-12-01')]).toEqual(['day', 'week', 'month']);
});
