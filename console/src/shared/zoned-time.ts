/**
 * Between a wall-clock reading in a time zone (`2026-11-23T14:20`, as the browser's own control gives it) and the moment.
 * Where the clock skips an hour the moment is the one an hour later; where it repeats one, the first.
 */
export function momentOf(wall: string, timeZone: string): string | null {
  const asUtc = /^\d{4,6}-\d\d-\d\dT\d\d:\d\d$/.test(wall) ? Date.parse(`${wall}:00Z`) : Number.NaN;
  if (Number.isNaN(asUtc)) return null;
  const first = asUtc - offsetAt(asUtc, timeZone);
  const second = asUtc - offsetAt(first, timeZone);
  return new Date(second).toISOString();
}

/** The wall-clock reading of a moment in a time zone. */
export function wallOf(moment: string | number, timeZone: string): string {
  const ms = typeof moment === 'number' ? moment : Date.parse(moment);
  return new Date(ms + offsetAt(ms, timeZone)).toISOString().slice(0, 16);
}

/** The moment at which the day of this one ends in a time zone. */
export function endOfDay(moment: number, timeZone: string): string {
  const next = new Date(`${wallOf(moment, timeZone).slice(0, 10)}T00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return momentOf(next.toISOString().slice(0, 16), timeZone) ?? new Date(moment).toISOString();
}

function offsetAt(ms: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(ms);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((each) => each.type === type)?.value);
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall - Math.floor(ms / 1000) * 1000;
}
