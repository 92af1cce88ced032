import { expect, it } from 'vitest';
import { partsOf, periodsOf, stretchOf } from './period.ts';

const now = new Date('2026-11-29T17:30:00Z'); // the 30th in Shanghai
const asked = (from: string, to: string, zone = 'Asia/Shanghai') => {
  const { period, before } = periodsOf({ from, to }, zone, now);
  return [period.from, period.to, before.from, before.to];
};

it('compares days with as many days before, and whole months with as many months', () => {
  expect(asked('2026-11-10', '2026-11-16')).toEqual(['2026-11-10', '2026-11-16', '2026-11-03', '2026-11-09']);
  expect(asked('2026-10-01', '2026-10-31')).toEqual(['2026-10-01', '2026-10-31', '2026-09-01', '2026-09-30']);
  expect(asked('2026-01-01', '2026-03-31')).toEqual(['2026-01-01', '2026-03-31', '2025-10-01', '2025-12-31']);
});

it('ends today, wherever that is', () => {
  expect(asked('2026-11-24', '2026-12-31').slice(0, 2)).toEqual(['2026-11-24', '2026-11-30']);
  expect(asked('2026-11-24', '2026-12-31', 'Europe/Madrid').slice(0, 2)).toEqual([
    '2026-11-24',
    '2026-11-29',
  ]);
  expect(() => asked('2026-11-30', '2026-11-30', 'Europe/Madrid')).toThrow('invalid');
});

it('lasts from midnight to midnight, also over a change of the clocks', () => {
  const { from, to } = stretchOf({ from: '2026-10-25', to: '2026-10-25' }, 'Europe/Madrid');
  expect((to.getTime() - from.getTime()) / 3_600_000).toBe(25);
});

it('falls into days, weeks from Monday and months, cut off at both ends', () => {
  const days = { from: '2026-09-28', to: '2026-10-06' };
  expect(partsOf(days, 'day')).toHaveLength(9);
  expect(partsOf(days, 'week')).toEqual([
    { from: '2026-09-28', to: '2026-10-04' },
    { from: '2026-10-05', to: '2026-10-06' },
  ]);
  expect(partsOf(days, 'month')).toEqual([
    { from: '2026-09-28', to: '2026-09-30' },
    { from: '2026-10-01', to: '2026-10-06' },
  ]);
});
