import type { SectionValue, TargetOrMinutes } from '@shouwen/api';
import { alwaysOpen, budgetOf } from '@shouwen/calendar';
import { invalid } from '../platform/errors.ts';

/** Refuses targets that name a day that there is not, or a length that is out of range. */
export function checkTargets(target: SectionValue<'obligations'>['target'], field = 'value.target'): void {
  const rows = [{ place: 'default', row: target.default }];
  for (const [type, row] of Object.entries(target.by_type ?? {}))
    rows.push({ place: `by_type.${type}`, row });
  for (const { place, row } of rows)
    for (const [priority, one] of Object.entries(row)) checkTarget(one, `${field}.${place}.${priority}`);
}

/** The same of one target. */
export function checkTarget(target: TargetOrMinutes, field: string): void {
  if (!canBeCounted(target)) throw invalid(field, 'target_out_of_range');
}

function canBeCounted(target: TargetOrMinutes): boolean {
  try {
    budgetOf(
      alwaysOpen('UTC'),
      new Date(0),
      typeof target === 'number' ? { elapsed_minutes: target } : target,
    );
    return true;
  } catch {
    return false;
  }
}
