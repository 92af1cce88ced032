import { createHash } from 'node:crypto';
import type { CalendarValue } from '@shouwen/api';
import { alwaysOpen, buildCalendar, type Calendar, type CalendarData, WEEKDAYS } from '@shouwen/calendar';
import { canonicalJson } from '../events/canonical-json.ts';

/** What of a calendar counts, without names and without those it counts for. `zone` stands in where it names none. */
export function contentOf(value: CalendarValue, zone: string): CalendarData {
  return {
    zone: value.zone ?? zone,
    hours: value.hours,
    closures: value.closures.map(({ from, to }) => ({ from, to })),
    days: value.days.map((special) =>
      'like' in special
        ? { day: special.day, like: special.like }
        : { day: special.day, hours: special.hours },
    ),
  };
}

/** The same for the same content, on every node. */
export function versionOf(content: CalendarData): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex').slice(0, 32);
}

/** The calendar of a content. One that never closes is counted without looking at days. */
export function calendarFrom(content: CalendarData): Calendar {
  return neverCloses(content) ? alwaysOpen(content.zone) : buildCalendar(content);
}

function neverCloses({ hours, closures = [], days = [] }: CalendarData): boolean {
  const [only, ...more] = hours;
  if (!only || more.length + closures.length + days.length > 0) return false;
  return WEEKDAYS.every((day) => {
    const [whole, ...others] = only.week[day] ?? [];
    return whole === '00:00-24:00' && others.length === 0;
  });
}
