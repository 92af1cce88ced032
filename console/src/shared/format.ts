import type { Language } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from './i18n.ts';
import { useTimeZone } from './session.ts';

/** How numbers and dates are written in each language. */
export const locales: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB', es: 'es-ES' };
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export interface Format {
  /** 14:20 */
  time(moment: string | number): string;
  /** 23 Nov 2026 */
  date(moment: string | number): string;
  /** Mon 23 Nov, 14:20; with the year when it is not this one */
  dateTime(moment: string | number): string;
  /** 14:20 today, "yesterday 14:20", otherwise day and time */
  when(moment: string | number, now: number): string;
  /** short: 14:20 today, otherwise the day */
  short(moment: string | number, now: number): string;
  /** as a person would say it, from milliseconds: 25 min, 2 h 10 min, 9 h, 3 d; never less than a minute */
  duration(ms: number): string;
  /** to the minute: 1 d 2 h 10 min */
  exact(ms: number): string;
  number(value: number): string;
  size(bytes: number): string;
  /** whole days between two moments on the user's calendar */
  daysApart(from: number, to: number): number;
}

// Making what formats dates takes longer than drawing what shows them: one for each language and time zone.
const made = new Map<string, Format>();

/** Dates, times and numbers in the user's language and time zone. */
export function useFormat(): Format {
  const { t } = useTranslation();
  const zone = useTimeZone();
  const language = currentLanguage();
  const key = `${language} ${zone}`;
  let format = made.get(key);
  if (!format) {
    format = createFormat(language, zone, {
      days: (n) => t('time.days', { n }),
      hours: (n) => t('time.hours', { n }),
      minutes: (n) => t('time.minutes', { n }),
      yesterday: (time) => t('time.yesterday', { time }),
      tomorrow: (time) => t('time.tomorrow', { time }),
    });
    made.set(key, format);
  }
  return format;
}

export interface Units {
  days(n: number): string;
  hours(n: number): string;
  minutes(n: number): string;
  yesterday(time: string): string;
  tomorrow(time: string): string;
}

/** The formatter behind `useFormat`, with the words handed in. */
export function createFormat(language: Language, timeZone: string, words: Units): Format {
  const locale = locales[language];
  const make = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const clock = make({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const full = make({ day: 'numeric', month: 'short', year: 'numeric' });
  const thisYear = make({ day: 'numeric', month: 'short', weekday: 'short' });
  const shortDay = make({ day: 'numeric', month: 'short' });
  const isoDay = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const plain = new Intl.NumberFormat(locale);
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const dayNumber = (moment: number) => Date.parse(`${isoDay.format(moment)}T00:00:00Z`) / day;
  const daysApart = (from: number, to: number) => Math.round(dayNumber(to) - dayNumber(from));
  const sameYear = (a: number, b: number) => isoDay.format(a).slice(0, 4) === isoDay.format(b).slice(0, 4);
  const withDay = (moment: number, now: number) =>
    `${(sameYear(moment, now) ? thisYear : full).format(moment)} ${clock.format(moment)}`;

  return {
    time: (moment) => clock.format(toMs(moment)),
    date: (moment) => full.format(toMs(moment)),
    dateTime: (moment) => withDay(toMs(moment), Date.now()),
    when(moment, now) {
      const ms = toMs(moment);
      const apart = daysApart(now, ms);
      if (apart === 0) return clock.format(ms);
      if (apart === -1) return words.yesterday(clock.format(ms));
      if (apart === 1) return words.tomorrow(clock.format(ms));
      return withDay(ms, now);
    },
    short(moment, now) {
      const ms = toMs(moment);
      if (daysApart(now, ms) === 0) return clock.format(ms);
      return (sameYear(ms, now) ? shortDay : full).format(ms);
    },
    duration(ms) {
      const minutes = Math.max(1, Math.round(Math.abs(ms) / minute));
      if (minutes < 3 * 60) return parts(minutes * minute, words);
      if (minutes < 36 * 60) return words.hours(Math.round(minutes / 60));
      return words.days(Math.round(minutes / 1440));
    },
    exact: (ms) => parts(Math.abs(ms), words),
    number: (value) => plain.format(value),
    size(bytes) {
      if (bytes < 1024) return `${plain.format(bytes)} B`;
      if (bytes < 1024 * 1024) return `${plain.format(Math.round(bytes / 1024))} kB`;
      return `${decimal.format(bytes / 1024 / 1024)} MB`;
    },
    daysApart,
  };
}

function parts(ms: number, words: Units): string {
  const minutes = Math.round(ms / minute);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  const said = [
    ...(days > 0 ? [words.days(days)] : []),
    ...(hours > 0 ? [words.hours(hours)] : []),
    ...(rest > 0 || minutes === 0 ? [words.minutes(rest)] : []),
  ];
  return said.join(' ');
}

function toMs(moment: string | number): number {
  return typeof moment === 'number' ? moment : Date.parse(moment);
}
