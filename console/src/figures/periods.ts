/** Whole days, both included. */
export interface Days {
  from: string;
  to: string;
}
export const periodNames = [
  'today',
  'yesterday',
  'last_7',
  'last_30',
  'last_90',
  'this_week',
  'last_week',
  'this_month',
  'last_month',
  'last_3_months',
  'custom',
] as const;
export type PeriodName = (typeof periodNames)[number];

const day = 86_400_000;
const toMs = (date: string) => Date.parse(`${date}T00:00:00Z`);
const toDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const plus = (date: string, days: number) => toDay(toMs(date) + days * day);
const firstOfMonth = (date: string, months: number) =>
  toDay(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1 + months, 1));
const monday = (date: string) => plus(date, -((new Date(toMs(date)).getUTCDay() + 6) % 7));

/** The day that it is in a time zone. */
export function today(now: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(now);
}

/** The days that a name means, seen from a day; a custom period says so itself. */
export function daysOf(name: PeriodName, now: string, custom: Days): Days {
  switch (name) {
    case 'today':
      return { from: now, to: now };
    case 'yesterday':
      return { from: plus(now, -1), to: plus(now, -1) };
    case 'last_7':
      return { from: plus(now, -6), to: now };
    case 'last_30':
      return { from: plus(now, -29), to: now };
    case 'last_90':
      return { from: plus(now, -89), to: now };
    case 'this_week':
      return { from: monday(now), to: now };
    case 'last_week':
      return { from: plus(monday(now), -7), to: plus(monday(now), -1) };
    case 'this_month':
      return { from: firstOfMonth(now, 0), to: now };
    case 'last_month':
      return { from: firstOfMonth(now, -1), to: plus(firstOfMonth(now, 0), -1) };
    case 'last_3_months':
      return { from: firstOfMonth(now, -3), to: plus(firstOfMonth(now, 0), -1) };
    case 'custom':
      return custom.from <= custom.to ? custom : { from: custom.to, to: custom.from };
  }
}

/** The time by which a period is best split at first: a bar for each day until they get too thin. */
export function usualSplit({ from, to }: Days): 'day' | 'week' | 'month' {
  const days = (toMs(to) - toMs(from)) / day + 1;
  if (days <= 31) return 'day';
  return days <= 190 ? 'week' : 'month';
}
