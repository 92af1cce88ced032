import { expect, it } from 'vitest';
import { axisEnd, changeOf, roundUp } from './metrics.ts';

it('says how much more or less, and whether that is good', () => {
  expect(changeOf('received', 120, 100)).toEqual({ by: 20, unit: 'percent', tone: 'even' });
  expect(changeOf('resolution_median', 45, 60)).toEqual({ by: -25, unit: 'percent', tone: 'good' });
  expect(changeOf('backlog', 11, 10)?.tone).toBe('bad');
  expect(changeOf('received', 14, 2), 'of few: how many').toEqual({ by: 12, unit: 'number', tone: 'even' });
  expect(changeOf('kept_rate', 0.95, 0.9)).toEqual({ by: 5, unit: 'points', tone: 'good' });
  expect(changeOf('reopen_rate', 0.051, 0.05)).toEqual({ by: 0.1, unit: 'points', tone: 'bad' });
});

it('compares nothing with nothing', () => {
  expect(changeOf('resolution_median', 5, 0)).toBeNull();
  expect(changeOf('received', 0, 0)?.by).toBe(0);
  expect(changeOf('kept_rate', null, 0.9)).toBeNull();
});

it('ends an axis on a round number', () => {
  expect([0, 3, 17, 24, 260].map(roundUp)).toEqual([1, 5, 20, 25, 500]);
  expect(axisEnd('length', 50 * 60_000)).toBe(60 * 60_000);
  expect(axisEnd('share', 0.4)).toBe(1);
});
