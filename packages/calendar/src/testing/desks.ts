import { buildCalendar } from '../build-calendar.ts';
import { alwaysOpen, type Calendar } from '../calendar.ts';
import type { CalendarData, Interval, WeeklyHours } from '../data.ts';
import { WEEKDAYS, type Weekday } from '../plain-day.ts';

/** The same intervals on each of the weekdays named, always in force. */
export function weekly(days: readonly Weekday[], intervals: readonly Interval[]): WeeklyHours {
  return { from: null, week: Object.fromEntries(days.map((day) => [day, intervals])) };
}

export const WORKDAYS = WEEKDAYS.slice(0, 5);

/** S of the worked rows: split shifts, Chinese holidays with an adjusted working day, half a day on Christmas Eve. */
export const shanghaiData: CalendarData = {
  zone: 'Asia/Shanghai',
  hours: [weekly(WORKDAYS, ['09:00-12:00', '13:00-18:00'])],
  days: [
    ...[1, 2, 5, 6, 7].map((day) => ({ day: `2026-10-0${day}`, hours: [] })),
    { day: '2026-10-10', like: 'fri' },
    { day: '2026-12-24', hours: ['09:00-12:00'] },
  ],
};

/** M: one interval a day, two holidays. */
export const madridData: CalendarData = {
  zone: 'Europe/Madrid',
  hours: [weekly(WORKDAYS, ['09:00-17:00'])],
  days: [
    { day: '2026-12-08', hours: [] },
    { day: '2026-12-25', hours: [] },
  ],
};

export const S: Calendar = buildCalendar(shanghaiData);
export const M: Calendar = buildCalendar(madridData);
/** N: every night. */
export const N: Calendar = buildCalendar({
  zone: 'Europe/Madrid',
  hours: [weekly(WEEKDAYS, ['22:00-06:00'])],
});
/** A: always open. */
export const A: Calendar = alwaysOpen('Europe/Madrid');

/** A moment as the clocks of a calendar show it, `Mon 2026-11-23 10:00`. */
export function shown(calendar: Calendar, moment: Date): string {
  const part = new Map(
    new Intl.DateTimeFormat('en-GB', {
      timeZone: calendar.zone,
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  const day = `${part.get('year')}-${part.get('month')}-${part.get('day')}`;
  return `${part.get('weekday')} ${day} ${part.get('hour')}:${part.get('minute')}`;
}
