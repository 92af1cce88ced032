import type { Calendar } from './calendar.ts';
import { countedBetween } from './count-line.ts';

/** Whether the desk is open at a moment. Opening time is half-open: 09:00 is open, 17:00 is closed. */
export function isOpen(calendar: Calendar, at: Date): boolean {
  const opening = calendar.openingAt(at.getTime());
  return opening !== null && opening.from <= at.getTime();
}

/** The moment itself when the desk is open then, else when it opens next; `null` when it never does. */
export function nextOpening(calendar: Calendar, at: Date): Date | null {
  const opening = calendar.openingAt(at.getTime());
  return opening && new Date(Math.max(opening.from, at.getTime()));
}

/** The opening time between two moments, in milliseconds; nothing when they stand in the wrong order. */
export function businessTimeBetween(calendar: Calendar, from: Date, to: Date): number {
  return countedBetween(calendar, from.getTime(), to.getTime());
}
