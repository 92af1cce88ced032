import type { CalendarValue } from '@shouwen/api';
import { describe, expect, it } from 'vitest';
import { monthGrid, stateOf } from './days.ts';

const value: CalendarValue = {
  name: 'Desk',
  order: 1,
  zone: null,
  hours: [
    { from: null, week: { mon: ['09:00-17:00'] } },
    { from: '2027-01-01', week: { tue: ['09:00-17:00'] } },
  ],
  closures: [{ from: '2026-08-01', to: '2026-08-31' }],
  days: [
    { day: '2026-08-03', hours: ['10:00-12:00'] },
    { day: '2026-11-23', hours: [] },
    { day: '2026-11-29', like: 'mon' },
  ],
  counts_for: { teams: [], units: [] },
};

describe('a month', () => {
  it('is a grid that begins on Monday', () => {
    const november = monthGrid(2026, 10);
    expect(november.slice(0, 7)).toEqual([null, null, null, null, null, null, '2026-11-01']);
    expect(november.at(-1)).toBe('2026-11-30');
    expect(monthGrid(2028, 1).at(-1)).toBe('2028-02-29');
  });
});

describe('a day', () => {
  it('is special before it is closed, and closed before it is as usual', () => {
    expect(stateOf(value, '2026-08-03')).toEqual({ kind: 'special', open: true });
    expect(stateOf(value, '2026-08-10')).toEqual({ kind: 'closure', open: false });
    expect(stateOf(value, '2026-11-23')).toEqual({ kind: 'special', open: false });
    expect(stateOf(value, '2026-11-29')).toEqual({ kind: 'special', open: true });
    expect(stateOf(value, '2026-11-30')).toEqual({ kind: 'usual', open: true });
    expect(stateOf(value, '2027-01-04')).toEqual({ kind: 'usual', open: false });
  });
});
