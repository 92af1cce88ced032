import type { CalendarData, Closure, Interval, SpecialDay, WeeklyHours } from './data.ts';
import { readInterval } from './intervals.ts';
import { dayNumber, WEEKDAYS } from './plain-day.ts';
import { zoneOf } from './zone.ts';

/** Where in the data something is wrong: `['hours', 0, 'week', 'mon', 1]`. */
export type Place = readonly (string | number)[];

/** Why data is no calendar. `params` are for a sentence in another language; the message has one in English. */
export interface CalendarProblem {
  code:
    | 'zone_unknown'
    | 'hours_missing'
    | 'hours_out_of_order'
    | 'never_opens'
    | 'interval_malformed'
    | 'intervals_overlap'
    | 'day_unknown'
    | 'day_twice'
    | 'closure_backwards'
    | 'closure_too_long';
  place: Place;
  params: Record<string, string>;
}

/** Ten years. A desk that stays closed for longer has no calendar. */
const LONGEST_CLOSURE = 3660;

/**
 * Everything that is wrong with a calendar's data, in the order in which it stands there; nothing when it can be built.
 * Intervals of one day that overlap are refused (one of them is a slip); those that touch, and a night that runs into the
 * hours of the next day, are united.
 */
export function problemsOf(data: CalendarData): CalendarProblem[] {
  return [
    ...zoneProblems(data.zone),
    ...data.hours.flatMap((hours, index) => weekProblems(hours, ['hours', index])),
    ...orderProblems(data.hours),
    ...openProblems(data.hours),
    ...(data.closures ?? []).flatMap((closure, index) => closureProblems(closure, ['closures', index])),
    ...dayProblems(data.days ?? []),
  ];
}

function problem(
  code: CalendarProblem['code'],
  place: Place,
  params: CalendarProblem['params'] = {},
): CalendarProblem {
  return { code, place, params };
}

function zoneProblems(zone: string): CalendarProblem[] {
  try {
    zoneOf(zone);
    return [];
  } catch {
    return [problem('zone_unknown', ['zone'], { zone })];
  }
}

function weekProblems({ from, week }: WeeklyHours, place: Place): CalendarProblem[] {
  const unknown =
    from !== null && dayNumber(from) === null
      ? [problem('day_unknown', [...place, 'from'], { day: from })]
      : [];
  const days = WEEKDAYS.flatMap((day) => intervalProblems(week[day] ?? [], [...place, 'week', day]));
  return [...unknown, ...days];
}

function orderProblems(hours: readonly WeeklyHours[]): CalendarProblem[] {
  if (hours.length === 0) return [problem('hours_missing', ['hours'])];
  return hours.flatMap(({ from }, index) => {
    const before = hours[index - 1];
    if (before === undefined)
      return from === null ? [] : [problem('hours_out_of_order', ['hours', 0, 'from'])];
    // Days written as YYYY-MM-DD are in order as text.
    const inOrder = from !== null && (before.from === null || from > before.from);
    return inOrder ? [] : [problem('hours_out_of_order', ['hours', index, 'from'])];
  });
}

/** It must open in every week of its last hours: what falls due on it would otherwise never do so, and nobody be told. */
function openProblems(hours: readonly WeeklyHours[]): CalendarProblem[] {
  const last = hours.at(-1);
  if (!last || WEEKDAYS.some((day) => (last.week[day] ?? []).length > 0)) return [];
  return [problem('never_opens', ['hours', hours.length - 1, 'week'], last.from ? { from: last.from } : {})];
}

function intervalProblems(intervals: readonly Interval[], place: Place): CalendarProblem[] {
  const problems: CalendarProblem[] = [];
  const read = intervals.flatMap((text, index) => {
    const hours = readInterval(text);
    if (hours) return [{ ...hours, text, index }];
    problems.push(problem('interval_malformed', [...place, index], { interval: text }));
    return [];
  });
  read.sort((a, b) => a.from - b.from || a.to - b.to);
  for (const [at, one] of read.entries()) {
    const before = read[at - 1];
    if (before && before.to > one.from) {
      const params = { interval: one.text, other: before.text };
      problems.push(problem('intervals_overlap', [...place, one.index], params));
    }
  }
  return problems;
}

function closureProblems({ from, to }: Closure, place: Place): CalendarProblem[] {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  if (first === null) return [problem('day_unknown', [...place, 'from'], { day: from })];
  if (last === null) return [problem('day_unknown', [...place, 'to'], { day: to })];
  if (last < first) return [problem('closure_backwards', place, { from, to })];
  return last - first < LONGEST_CLOSURE ? [] : [problem('closure_too_long', place, { from, to })];
}

function dayProblems(days: readonly SpecialDay[]): CalendarProblem[] {
  const seen = new Set<string>();
  return days.flatMap(({ day, hours }, index) => {
    const place = ['days', index];
    if (dayNumber(day) === null) return [problem('day_unknown', [...place, 'day'], { day })];
    if (seen.has(day)) return [problem('day_twice', [...place, 'day'], { day })];
    seen.add(day);
    return intervalProblems(hours ?? [], [...place, 'hours']);
  });
}

/** The sentence of a problem, in English; the product's own texts say it in the reader's language. */
export function sentenceOf({ code, place, params }: CalendarProblem): string {
  const sentences: Record<CalendarProblem['code'], string> = {
    zone_unknown: `There is no time zone "${params.zone}"; write a name such as Europe/Madrid.`,
    hours_missing: 'A calendar needs weekly hours.',
    hours_out_of_order:
      'Only the first weekly hours have no first day; the others follow in order of theirs.',
    never_opens: params.from
      ? `From ${params.from} on this calendar would never open again, so nothing would ever fall due.`
      : 'This calendar never opens, so nothing would ever fall due.',
    interval_malformed: `"${params.interval}" is no interval; write 09:00-17:00, past midnight 22:00-06:00, for the whole day 00:00-24:00.`,
    intervals_overlap: `${params.interval} overlaps with ${params.other} of the same day.`,
    day_unknown: `"${params.day}" is no day; write it as 2026-12-24.`,
    day_twice: `${params.day} stands there twice.`,
    closure_backwards: `The closure ends (${params.to}) before it begins (${params.from}).`,
    closure_too_long: `The closure from ${params.from} to ${params.to} is longer than ten years.`,
  };
  return `${place.join('.')}: ${sentences[code]}`;
}
