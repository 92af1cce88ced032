import type { CalendarData, Interval } from '../data.ts';

const MINUTE = 60_000;
const DAY_NAMES = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/**
 * A calendar that knows nothing of stretches, offsets or sums: it asks the runtime what the clock on the wall shows in each
 * minute, and looks up whether that lies in an interval. Shares no code with the package.
 */
export interface MinuteCounter {
  /** The days on which the intervals began that the minute from `at` on lies in; none when it is closed. */
  daysOf(at: number): string[];
  /** The day on the wall in the minute from `at` on. */
  dayOn(at: number): string;
}

export function minuteCounter(data: CalendarData): MinuteCounter {
  const hours = new Map<string, readonly Interval[]>();
  const hoursOn = (day: string) => {
    const kept = hours.get(day);
    if (kept) return kept;
    const found = intervalsOn(data, day);
    hours.set(day, found);
    return found;
  };
  return {
    dayOn: (at) => wallAt(data.zone, at).day,
    daysOf(at) {
      const { day, minute } = wallAt(data.zone, at);
      const yesterday = dayBefore(day);
      const days: string[] = [];
      if (hoursOn(yesterday).some((text) => isNight(text) && minute < minutesOf(text.slice(6))))
        days.push(yesterday);
      if (hoursOn(day).some((text) => minute >= minutesOf(text) && (isNight(text) || minute < endOf(text))))
        days.push(day);
      return days;
    },
  };
}

const minutesOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
const endOf = (text: string) => minutesOf(text.slice(6));
const isNight = (text: string) => endOf(text) <= minutesOf(text);

function intervalsOn(data: CalendarData, day: string): readonly Interval[] {
  const name = (one: string) => DAY_NAMES[new Date(`${one}T12:00Z`).getUTCDay()] ?? 'sun';
  let week: CalendarData['hours'][number]['week'] = {};
  for (const hours of data.hours) if (hours.from === null || hours.from <= day) week = hours.week;
  const special = data.days?.find((one) => one.day === day);
  if (special) return special.hours ?? week[special.like ?? 'mon'] ?? [];
  if (data.closures?.some((closure) => closure.from <= day && day <= closure.to)) return [];
  return week[name(day)] ?? [];
}

const before = new Map<string, string>();
function dayBefore(day: string): string {
  const kept =
    before.get(day) ?? new Date(Date.parse(`${day}T00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  before.set(day, kept);
  return kept;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const walls = new Map<string, Map<number, number>>();

/** What the clock shows. The runtime is asked once for each quarter of an hour (each minute where clocks change oddly). */
function wallAt(zone: string, at: number): { day: string; minute: number } {
  const grain = zone === 'America/St_Johns' ? MINUTE : 15 * MINUTE;
  const slot = Math.floor(at / grain) * grain;
  const kept = walls.get(zone) ?? new Map<number, number>();
  walls.set(zone, kept);
  let wall = kept.get(slot);
  if (wall === undefined) {
    wall = Date.parse(`${askRuntime(zone, slot).replace(', ', 'T')}Z`);
    kept.set(slot, wall);
  }
  const now = wall + at - slot;
  const minute = Math.floor((now % 86_400_000) / MINUTE);
  return { day: dayText(Math.floor(now / 86_400_000)), minute };
}

function askRuntime(zone: string, at: number): string {
  let format = formats.get(zone);
  if (!format) {
    // Sweden writes dates as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(zone, format);
  }
  return format.format(at).replace(' ', 'T');
}

const days = new Map<number, string>();
function dayText(number: number): string {
  const kept = days.get(number) ?? new Date(number * 86_400_000).toISOString().slice(0, 10);
  days.set(number, kept);
  return kept;
}
