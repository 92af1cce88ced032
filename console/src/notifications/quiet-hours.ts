/** Hours of the day in which nobody wants to be called, such as `22:00-07:00`; null when they are not understood. */
export function readQuiet(given: string): { from: string; until: string } | null {
  const [, from, until] =
    /^([01]\d:[0-5]\d|2[0-3]:[0-5]\d)-([01]\d:[0-5]\d|2[0-3]:[0-5]\d)$/.exec(given) ?? [];
  return from && until ? { from, until } : null;
}

/** Whether a time of day (`HH:MM`) lies in them. They may go over midnight; of no length they never are. */
export function isQuiet(given: string, clock: string): boolean {
  const quiet = readQuiet(given);
  if (!quiet || quiet.from === quiet.until) return false;
  const { from, until } = quiet;
  return from < until ? clock >= from && clock < until : clock >= from || clock < until;
}
