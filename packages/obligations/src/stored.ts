import type { Entry } from './clock.ts';

/** A value as JSON gives it back: moments have become text. */
export type Stored<T> = T extends Date ? string : T extends object ? { [K in keyof T]: Stored<T[K]> } : T;

/** Reads a history that was stored as JSON; writing needs no help, `JSON.stringify` gives exactly this form. */
export function reviveHistory(stored: readonly Stored<Entry>[]): Entry[] {
  return stored.map((entry): Entry => {
    const { void: taken, ...rest } = entry;
    const alive = { ...rest, at: new Date(entry.at) };
    return taken ? { ...alive, void: { event: taken.event, at: new Date(taken.at) } } : alive;
  });
}
