import type { Configuration } from '../configuration/configuration.ts';
import type { Viewer } from './viewer.ts';

/** Of whom the organisation demands a second factor (setting `second_factor`). */
export const demands = ['nobody', 'administrators', 'everybody'] as const;
export type Demand = (typeof demands)[number];

/** Whether the organisation demands a second factor of somebody with these rights. */
export function secondFactorDemanded(configuration: Configuration, rights: Viewer['rights']): boolean {
  const demand = configuration.setting<Demand>('second_factor', 'nobody');
  if (demand !== 'administrators') return demand === 'everybody';
  return rights.has('people.manage') || rights.has('config.manage');
}
