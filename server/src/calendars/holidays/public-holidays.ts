import { type LocalText, languages, type SpecialDay } from '@shouwen/api';
import { invalid } from '../../platform/errors.ts';
import type { Wanted } from './known-holidays.ts';

const DAY = 86_400_000;

/**
 * The public holidays of a country or region in a year, whole days only (library date-holidays: code ISC, data CC BY-SA 3.0).
 * It is large, so it is loaded when it is asked for. Throws `Refusal` for a country or region that it does not know.
 */
export async function publicHolidays({ country, region }: Wanted, year: number): Promise<SpecialDay[]> {
  const { default: Holidays } = await import('date-holidays');
  const known = new Holidays();
  if (!known.getCountries()[country]) throw invalid('country', 'country_unknown');
  if (region && !known.getStates(country)?.[region]) throw invalid('region', 'region_unknown');
  const days = new Map<string, Record<string, string>>();
  for (const language of languages) {
    const options = { languages: [language, 'en'], types: ['public' as const] };
    const calendar = region ? new Holidays(country, region, options) : new Holidays(country, options);
    for (const holiday of calendar.getHolidays(year) ?? []) {
      if (!holiday.date.includes(' 00:00:00')) continue; // begins in the middle of a day
      for (const day of daysOf(holiday)) {
        const names = days.get(day) ?? {};
        names[language] ??= holiday.name;
        days.set(day, names);
      }
    }
  }
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, name]) => ({ day, name: name as LocalText, hours: [] }));
}

/** Some last for several days. The date is that of the place; its start and end are moments. */
function daysOf({ date, start, end }: { date: string; start: Date; end: Date }): string[] {
  const first = Date.parse(`${date.slice(0, 10)}T00:00Z`);
  const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY));
  return Array.from({ length }, (_, index) => new Date(first + index * DAY).toISOString().slice(0, 10));
}

/** Every country with its regions, named in a language. */
export async function countriesWithHolidays(language: string) {
  const { default: Holidays } = await import('date-holidays');
  const known = new Holidays();
  return Object.entries(known.getCountries(language)).map(([country, name]) => ({
    country,
    name,
    regions: Object.entries(known.getStates(country, language) ?? {}).map(([key, region]) => ({
      key,
      name: region,
    })),
  }));
}
