import { ScheduleDays } from '@shouwen/api';
import { describe, expect, it } from 'vitest';
import { dayRules, daysIn, numbersIn, ruleOf, startOf } from './days.ts';

describe('the days of a schedule', () => {
  it.each(dayRules)('begin with something that holds: %s', (rule) => {
    const days = startOf(rule, '2026-11-23');
    expect(ScheduleDays.parse(days)).toEqual(days);
    expect(ruleOf(days)).toBe(rule);
  });

  it('are read from a line, whatever stands between them', () => {
    expect(numbersIn('1, 15，-1、x 0 2.5')).toEqual([1, 15, -1]);
    expect(daysIn('2026-09-07,2026-09-10 soon\n2026-09-14')).toEqual([
      '2026-09-07',
      '2026-09-10',
      '2026-09-14',
    ]);
  });
});
