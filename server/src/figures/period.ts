import type { FigureSplit } from '@shouwen/api';
import { invalid } from '../platform/errors.ts';
import { startOfDay } from '../search/start-of-day.ts';

/** Whole days of a time zone, both included. */
export interface Days {
  from: string;
  to: string;
}
export interface Stretch {
  from: Date;
  /** not included */
  to: Date;
}
export interface Periods {
  zone: string;
  now: Date;
  period: Days;
  /** ends where the period begins */
  before: Days;
}
export type TimeSplit = Extract<FigureSplit, 'day' | 'week' | 'month'>;

const longest = 1_100; // days
const day = 86_400_000;
const toDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const toMs = (date: string) => Date.parse(`${date}T00:00:00Z`);
const plus = (date: string, days: number) => toDay(toMs(date) + days * day);
const lengthOf = ({ from, to }: Days) => (toMs(to) - toMs(from)) / day + 1;
const monthOf = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
const firstOf = (month: number) =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;

/** The day that it is somewhere. */
export function dayAt(now: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(now);
}

/** The days asked for; thirty up to today unless said otherwise. */
export function daysOf(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  zone: string,
  now: Date,
): Days {
  const last = to ?? dayAt(now, zone);
  return { from: from ?? plus(last, -29), to: last };
}

/**
 * The period asked for, cut off at today, and the one before it: as many whole months for whole months, else as many
 * days. Throws `Refusal` on a period that ends before it begins, has not begun, or is longer than three years.
 */
export function periodsOf(asked: Days, zone: string, now: Date): Periods {
  const today = dayAt(now, zone);
  if (asked.to < asked.from) throw invalid('to', 'period_reversed');
  if (asked.from > today) throw invalid('from', 'period_to_come');
  const period = { from: asked.from, to: asked.to < today ? asked.to : today };
  if (lengthOf(period) > longest) throw invalid('from', 'period_too_long');
  return { zone, now, period, before: { from: beginBefore(period), to: plus(period.from, -1) } };
}

function beginBefore(period: Days): string {
  const months = monthOf(plus(period.to, 1)) - monthOf(period.from);
  const whole = period.from.endsWith('-01') && plus(period.to, 1).endsWith('-01');
  return whole ? firstOf(monthOf(period.from) - months) : plus(period.from, -lengthOf(period));
}

/** From when to when these days last. */
export function stretchOf({ from, to }: Days, zone: string): Stretch {
  return { from: startOfDay(from, zone), to: startOfDay(plus(to, 1), zone) };
}

/** The days, weeks or months of some days, each by its first day; weeks and months are cut off at both ends. */
export function partsOf(days: Days, by: TimeSplit): Days[] {
  const parts: Days[] = [];
  for (let from = days.from; from <= days.to; ) {
    const end = plus(nextOf(from, by), -1);
    const to = end < days.to ? end : days.to;
    parts.push({ from, to });
    from = plus(to, 1);
  }
  return parts;
}

function nextOf(date: string, by: TimeSplit): string {
  if (by === 'day') return plus(date, 1);
  if (by === 'month') return firstOf(monthOf(date) + 1);
  const weekday = (new Date(toMs(date)).getUTCDay() + 6) % 7; // Monday is 0
  return plus(date, 7 - weekday);
}
