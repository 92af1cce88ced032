import type { SpecialDay } from '@shouwen/api';
import { chineseDays } from './chinese-days.ts';
import { publicHolidays } from './public-holidays.ts';

export interface Wanted {
  country: string;
  region?: string | undefined;
  /** the first year, and how many */
  from: number;
  years: number;
}

/**
 * The holidays of a country or region, day by day in order. China also has its adjusted working days, for the years for which they
 * have been announced; for later ones its fixed holidays stand alone. Throws `Refusal` for a place that is not known.
 */
export async function knownHolidays(wanted: Wanted): Promise<SpecialDay[]> {
  const days: SpecialDay[] = [];
  for (let year = wanted.from; year < wanted.from + wanted.years; year += 1) {
    const announced = wanted.country === 'CN' && !wanted.region ? await chineseDays(year) : [];
    days.push(...(announced.length > 0 ? announced : await publicHolidays(wanted, year)));
  }
  return days;
}
