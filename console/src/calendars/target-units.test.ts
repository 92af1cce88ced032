import { describe, expect, it } from 'vitest';
import { fromUnit, inUnit } from './target-units.ts';

describe('a target in a unit', () => {
  it('is shown in the largest unit in which it is whole, and comes back as it was', () => {
    for (const target of [
      15,
      240,
      2880,
      { business_minutes: 240 },
      { business_minutes: 90 },
      { business_days: 2 },
      { days: 3 },
      { end_of: 'day' as const },
      { end_of: 'next_business_day' as const },
    ]) {
      const shown = inUnit(target);
      expect(shown && fromUnit(shown.amount, shown.unit)).toEqual(target);
    }
    expect(inUnit(2880)).toEqual({ amount: 2, unit: 'days' });
    expect(inUnit({ business_minutes: 240 })).toEqual({ amount: 4, unit: 'business_hours' });
  });

  it('is left alone when the form does not know it', () => {
    expect(inUnit({ on: 'same_day', by: '12:00' })).toBeNull();
    expect(fromUnit(0, 'hours')).toBeNull();
  });
});
