import type { Context } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';

/** The reader's wall clock at a moment, as if it were UTC: spreadsheets know no time zones. */
export function wallClock(context: Context, moment: string | null): Date | null {
  if (moment === null) return null;
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: viewerOf(context).timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(new Date(moment));
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((one) => one.type === type)?.value ?? 0);
  return new Date(
    Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')),
  );
}
