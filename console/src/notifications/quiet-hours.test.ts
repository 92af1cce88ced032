import { describe, expect, it } from 'vitest';
import { isQuiet, readQuiet } from './quiet-hours.ts';

describe('quiet hours', () => {
  it.each([
    ['22:00-07:00', '23:30', true],
    ['22:00-07:00', '06:59', true],
    ['22:00-07:00', '07:00', false],
    ['22:00-07:00', '21:59', false],
    ['12:00-13:00', '12:00', true],
    ['12:00-13:00', '13:00', false],
    ['08:00-08:00', '08:00', false],
    ['', '03:00', false],
    ['25:00-07:00', '03:00', false],
  ])('%s at %s: %s', (hours, clock, expected) => {
    expect(isQuiet(hours, clock)).toBe(expected);
  });

  it('are read as two times of day', () => {
    expect(readQuiet('22:00-07:00')).toEqual({ from: '22:00', until: '07:00' });
    expect(readQuiet('ten to seven')).toBeNull();
  });
});
