import type { ScheduleDays } from '@shouwen/api';

/** How one says on which days something comes round. */
export const dayRules = [
  'day',
  'open_day',
  'weekdays',
  'month_days',
  'before_day',
  'first_of',
  'dates',
] as const;
export type DayRule = (typeof dayRules)[number];

export function ruleOf(days: ScheduleDays): DayRule {
  if ('every' in days) return days.every;
  if ('weekdays' in days) return 'weekdays';
  if ('month_days' in days) return 'month_days';
  if ('before_day' in days) return 'before_day';
  return 'first_of' in days ? 'first_of' : 'dates';
}

/** What a rule starts with when it is chosen. `today` is a day, `YYYY-MM-DD`. */
export function startOf(rule: DayRule, today: string): ScheduleDays {
  switch (rule) {
    case 'day':
    case 'open_day':
      return { every: rule };
    case 'weekdays':
      return { weekdays: ['mon'] };
    case 'month_days':
      return { month_days: [1] };
    case 'before_day':
      return { weekday: 'fri', before_day: 25 };
    case 'first_of':
      return { first_of: 'month' };
    case 'dates':
      return { dates: [today] };
  }
}

/** Numbers out of a line such as `1, 15, -1`; what is none is left out. */
export function numbersIn(line: string): number[] {
  return words(line)
    .map(Number)
    .filter((number) => Number.isInteger(number) && number !== 0);
}

/** Days out of a line such as `2026-09-07 2026-09-10`; what is none is left out. */
export function daysIn(line: string): string[] {
  return words(line).filter((word) => /^\d{4}-\d\d-\d\d$/.test(word));
}

const words = (line: string) => line.split(/[\s,，、;；]+/).filter((word) => word !== '');
