import type { Calendar, Opening } from './calendar.ts';
import { problemsOf, sentenceOf } from './check.ts';
import type { CalendarData, SpecialDay, WeeklyHours } from './data.ts';
import { type Hours, readHours } from './intervals.ts';
import { DAY, dayNumber, WEEKDAYS, weekdayIndex } from './plain-day.ts';
import { type Zone, zoneOf } from './zone.ts';

/** The intervals of any day: weekly hours by date, closures, special days. */
type HoursOf = (day: number) => readonly Hours[];

/** Nobody looks further back for an open day; weekly hours, once there are any, open within a week. */
const LONGEST_LOOK_BACK = 3700;
const CLOSED: readonly Hours[] = [];

/**
 * The calendar that data describes. Time is open when the wall clock of the zone stands inside an interval: an hour
 * missing in spring does not exist, one repeated in autumn counts twice.
 *
 * @throws RangeError with a sentence when the data is no calendar (`problemsOf` tells everything that is wrong).
 */
export function buildCalendar(data: CalendarData): Calendar {
  const [problem] = problemsOf(data);
  if (problem) throw new RangeError(sentenceOf(problem));
  const zone = zoneOf(data.zone);
  const hoursOf = hoursByDay(data);
  const closeOf = (day: number): number | null => {
    let close: number | null = null;
    for (const one of openingsOn(zone, hoursOf, day)) if (close === null || one.to > close) close = one.to;
    return close;
  };
  return {
    zone: data.zone,
    openingAt: (at) => openingAt(zone, hoursOf, at),
    closeOf,
    dayOf(at) {
      const today = zone.dayAt(at);
      if (hoursOf(today).length > 0 && isIn(openingsOn(zone, hoursOf, today), at)) return today;
      return isIn(openingsOn(zone, hoursOf, today - 1), at) ? today - 1 : today;
    },
    openDayAfter(day) {
      for (let next = day + 1; ; next += 1) if (closeOf(next) !== null) return next;
    },
    openDayBefore(day) {
      for (let before = day - 1; before >= day - LONGEST_LOOK_BACK; before -= 1)
        if (closeOf(before) !== null) return before;
      return null;
    },
  };
}

/** A moment belongs to an interval that began today or, past midnight, yesterday; else the next interval is looked for. */
function openingAt(zone: Zone, hoursOf: HoursOf, at: number): Opening {
  const today = zone.dayAt(at);
  let best: Opening | null = null;
  for (let day = today - 1; ; day += 1) {
    const hours = hoursOf(day);
    for (const one of hours) {
      for (const opening of zone.stretches(day * DAY + one.from, day * DAY + one.to)) {
        if (opening.to <= at) continue;
        if (opening.from <= at) return opening;
        if (best === null || opening.from < best.from) best = opening;
      }
      // The intervals of a day are in order, but for the changes of the clocks, which are looked at below.
      if (best !== null) break;
    }
    if (best === null || day < today) continue;
    // A repeated hour may bring back the evening after the next day has begun (clocks put back just after midnight).
    const alone = zone.wallAt(best.from + 2 * DAY) - zone.wallAt(best.from - DAY) === 3 * DAY;
    return alone ? best : earliest(zone, hoursOf, day, at, best);
  }
}

function earliest(zone: Zone, hoursOf: HoursOf, day: number, at: number, found: Opening): Opening {
  let best = found;
  for (let near = day - 1; near <= day + 1; near += 1) {
    for (const opening of openingsOn(zone, hoursOf, near)) {
      if (opening.to > at && opening.from < best.from) best = opening;
    }
  }
  return best;
}

function openingsOn(zone: Zone, hoursOf: HoursOf, day: number): Opening[] {
  return hoursOf(day).flatMap((one) => zone.stretches(day * DAY + one.from, day * DAY + one.to));
}

function isIn(openings: readonly Opening[], at: number): boolean {
  return openings.some((opening) => opening.from <= at && at < opening.to);
}

function hoursByDay(data: CalendarData): HoursOf {
  const weeks = data.hours.map(compileWeek).reverse();
  const weekly = (day: number, weekday: number) =>
    weeks.find((one) => one.from <= day)?.week[weekday] ?? CLOSED;
  const special = new Map<number, readonly Hours[]>();
  for (const closure of data.closures ?? []) {
    for (let day = numberOf(closure.from); day <= numberOf(closure.to); day += 1) special.set(day, CLOSED);
  }
  for (const one of data.days ?? []) special.set(numberOf(one.day), hoursOfSpecial(one, weekly));
  return (day) => special.get(day) ?? weekly(day, weekdayIndex(day));
}

function compileWeek({ from, week }: WeeklyHours) {
  return {
    from: from === null ? Number.NEGATIVE_INFINITY : numberOf(from),
    week: WEEKDAYS.map((day) => readHours(week[day] ?? [])),
  };
}

function hoursOfSpecial(
  special: SpecialDay,
  weekly: (day: number, weekday: number) => readonly Hours[],
): readonly Hours[] {
  if (special.hours !== undefined) return readHours(special.hours);
  return weekly(numberOf(special.day), WEEKDAYS.indexOf(special.like));
}

// Only called on data that was checked.
const numberOf = (day: string) => dayNumber(day) ?? Number.NaN;
