import { setTimeout as pause } from 'node:timers/promises';

/**
 * Looks again and again until there is something (neither undefined, null nor false), and gives it. Throws, saying what
 * was waited for, when it does not come in time.
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  seconds = 60,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${seconds} s in vain for: ${what}.`);
    await pause(25);
  }
}
