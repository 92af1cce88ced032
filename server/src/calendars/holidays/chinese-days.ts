import type { SpecialDay } from '@shouwen/api';

const DAY = 86_400_000;

/**
 * The holidays and adjusted working days that the State Council announced for a year (library chinese-days, MIT); none when
 * the year has not been announced. A working Saturday or Sunday has the hours of a Monday: the announcement names no weekday.
 */
export async function chineseDays(year: number): Promise<SpecialDay[]> {
  const { getDayDetail } = await import('chinese-days');
  const days: SpecialDay[] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += DAY) {
    const day = new Date(at).toISOString().slice(0, 10);
    const { work, name } = getDayDetail(day);
    // "National Day,国庆节,3" for what was announced, "Monday" for every other day
    const [en, zh] = name.split(',');
    if (!en || !zh) continue;
    days.push(
      work
        ? { day, name: { en: `${en}: working day`, zh: `${zh}调休上班` }, like: 'mon' }
        : { day, name: { en, zh }, hours: [] },
    );
  }
  return days;
}
