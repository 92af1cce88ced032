/**
 * Waits until something holds: asks again and again, and gives what it gave when that was not false, null or undefined.
 * Throws with the sentence when it does not come to hold in time; never waits longer than it must.
 */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  patience = 15_000,
): Promise<Exclude<T, false | null | undefined>> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== null && answer !== undefined)
      return answer as Exclude<T, false | null | undefined>;
    if (Date.now() > end) throw new Error(`did not happen in ${patience} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
