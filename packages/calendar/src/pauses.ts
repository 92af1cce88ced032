/** A stretch in which nothing is consumed. `to` is `null` while it lasts. Half-open, like every interval. */
export interface Pause {
  readonly reason: string;
  readonly from: Date;
  readonly to: Date | null;
}

/** Paused time without gaps or overlaps inside, in milliseconds since the epoch; an unfinished pause ends at infinity. */
export interface PausedStretch {
  from: number;
  to: number;
  /** What paused it, each reason once, in the order of the pauses given. */
  reasons: string[];
}

const startOf = (pause: Pause) => pause.from.getTime();
const endOf = (pause: Pause) => (pause.to === null ? Number.POSITIVE_INFINITY : pause.to.getTime());

/**
 * Lays pauses of several reasons over one another: disjoint stretches in order of time, cut wherever the set of
 * reasons changes. Pauses of no length, or that end before they begin (clocks of two machines), pause nothing.
 */
export function unite(pauses: readonly Pause[]): PausedStretch[] {
  const cuts = [...new Set(pauses.flatMap((pause) => [startOf(pause), endOf(pause)]))].sort((a, b) => a - b);
  const stretches: PausedStretch[] = [];
  for (const [index, from] of cuts.entries()) {
    const to = cuts[index + 1];
    if (to === undefined) break;
    const over = pauses.filter((pause) => startOf(pause) <= from && endOf(pause) >= to);
    if (over.length === 0) continue;
    const reasons = [...new Set(over.map((pause) => pause.reason))];
    const last = stretches.at(-1);
    if (last && last.to === from && sameReasons(last.reasons, reasons)) last.to = to;
    else stretches.push({ from, to, reasons });
  }
  return stretches;
}

function sameReasons(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((reason) => b.includes(reason));
}
