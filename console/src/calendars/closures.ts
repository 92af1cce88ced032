import type { CalendarValue, LocalText } from '@shouwen/api';

type Closure = CalendarValue['closures'][number];

/** Closures in the order in which they begin. */
export function sortedClosures(closures: readonly Closure[]): Closure[] {
  return [...closures].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

/** Whether a name says nothing in any language. */
export function isBlankText(name: LocalText): boolean {
  return typeof name === 'string' ? name === '' : Object.values(name).every((text) => !text);
}
