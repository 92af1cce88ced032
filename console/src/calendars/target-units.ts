import type { TargetOrMinutes } from '@shouwen/api';

/** What people choose from; packs may say more. */
export const targetUnits = [
  'minutes',
  'hours',
  'days',
  'business_minutes',
  'business_hours',
  'business_days',
  'whole_days',
  'end_of_day',
  'next_business_day',
] as const;
export type TargetUnit = (typeof targetUnits)[number];
export const unitsWithNumber: ReadonlySet<TargetUnit> = new Set(targetUnits.slice(0, 7));

const elapsed = { days: 1440, hours: 60, minutes: 1 } as const;

/** A target as a number and a unit, the largest in which it is whole; null for one that the form does not know. */
export function inUnit(target: TargetOrMinutes): { amount: number; unit: TargetUnit } | null {
  const minutes =
    typeof target === 'number' ? target : 'elapsed_minutes' in target ? target.elapsed_minutes : null;
  if (minutes !== null) {
    const unit = minutes % 1440 === 0 ? 'days' : minutes % 60 === 0 ? 'hours' : 'minutes';
    return { amount: minutes / elapsed[unit], unit };
  }
  if (typeof target === 'number') return null;
  if ('business_minutes' in target)
    return target.business_minutes % 60 === 0
      ? { amount: target.business_minutes / 60, unit: 'business_hours' }
      : { amount: target.business_minutes, unit: 'business_minutes' };
  if ('business_days' in target) return { amount: target.business_days, unit: 'business_days' };
  if ('days' in target) return { amount: target.days, unit: 'whole_days' };
  if ('end_of' in target && target.end_of === 'day') return { amount: 1, unit: 'end_of_day' };
  if ('end_of' in target && target.end_of === 'next_business_day')
    return { amount: 1, unit: 'next_business_day' };
  return null;
}

/** The target of a number and a unit; null when there is none of this length. */
export function fromUnit(amount: number, unit: TargetUnit): TargetOrMinutes | null {
  if (unit === 'end_of_day') return { end_of: 'day' };
  if (unit === 'next_business_day') return { end_of: 'next_business_day' };
  if (!(amount > 0)) return null;
  const whole = Math.round(amount);
  switch (unit) {
    case 'minutes':
    case 'hours':
    case 'days':
      return Math.max(1, Math.round(amount * elapsed[unit]));
    case 'business_minutes':
      return { business_minutes: amount };
    case 'business_hours':
      return { business_minutes: amount * 60 };
    case 'business_days':
      return whole >= 1 ? { business_days: whole } : null;
    case 'whole_days':
      return { days: whole };
  }
}
