/** The moment of asking, and where a day begins. */
export interface Clock {
  readonly now: Date;
  /** The time zone (IANA) in which `{ now: true }` is a date. UTC when left out. Date fields alone look at it. */
  readonly zone?: string;
}

/** A plain length. Only lengths of whole days can be counted in dates. */
export interface Length {
  readonly milliseconds: number;
  readonly days: number | undefined;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A hundred years: enough for any record, and far from the ends of what PostgreSQL and Date can hold. */
const LONGEST = 36_525 * DAY;

const FIRST_INSTANT = Date.parse('0001-01-01T00:00:00.000Z');
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * The instant of an RFC 3339 time, in milliseconds since 1970; undefined when it is none, or outside the years 1 to
 * 9999. Digits beyond the millisecond are cut, as they are when the database's microseconds are read.
 */
export function parseInstant(text: string): number | undefined {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/i.exec(text);
  if (!match) return undefined;
  const [, day, time, fraction = '', sign, offsetHours = '0', offsetMinutes = '0'] = match;
  const local = `${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
  const instant = Date.parse(local);
  // Date.parse moves 30 February into March; only what comes back as written was a time.
  if (Number.isNaN(instant) || new Date(instant).toISOString() !== local) return undefined;
  if (Number(offsetHours) > 23 || Number(offsetMinutes) > 59) return undefined;
  const offset = Number(offsetHours) * HOUR + Number(offsetMinutes) * MINUTE;
  const result = sign === '-' ? instant + offset : instant - offset;
  return inRange(result) ? result : undefined;
}

/** Whether the text is a calendar date `YYYY-MM-DD` that exists, in the years 1 to 9999. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00.000Z`);
  return inRange(instant) && new Date(instant).toISOString().startsWith(text);
}

/** A plain length such as `45m`, `2h`, `3 days`, `1 week`, at most a hundred years; undefined when it is none. */
export function parseLength(text: string): Length | undefined {
  const match = /^(\d{1,9}) ?(m|h|days?|weeks?)$/.exec(text);
  if (!match) return undefined;
  const amount = Number(match[1]);
  const unit = match[2] ?? '';
  const days = unit.startsWith('day') ? amount : unit.startsWith('week') ? 7 * amount : undefined;
  const milliseconds = days === undefined ? amount * (unit === 'h' ? HOUR : MINUTE) : days * DAY;
  return milliseconds <= LONGEST ? { milliseconds, days } : undefined;
}

/** The instant that lies the lengths before and after now; undefined when that leaves the years 1 to 9999. */
export function instantFromNow(clock: Clock, minus: Length, plus: Length): number | undefined {
  const result = clock.now.getTime() - minus.milliseconds + plus.milliseconds;
  return inRange(result) ? result : undefined;
}

/** The date that lies so many days from today, today being the day of `clock.zone`. */
export function dateFromToday(clock: Clock, days: number): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: clock.zone ?? 'UTC',
    calendar: 'iso8601',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(clock.now);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const today = Date.parse(`${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T00:00:00.000Z`);
  return new Date(today + days * DAY).toISOString().slice(0, 10);
}

/** An instant as PostgreSQL reads it; the millisecond after the year 9999 included. */
export function formatInstant(instant: number): string {
  return new Date(instant).toISOString().replace(/^\+0*/, '');
}

function inRange(instant: number): boolean {
  return instant >= FIRST_INSTANT && instant <= LAST_INSTANT;
}
