import type { Line } from './calendar.ts';
import type { PausedStretch } from './pauses.ts';

/** A stretch of the time after a start: what the target counts, what a pause took out, or closing time. */
export type Stretch =
  | { kind: 'counted' | 'closed'; from: number; to: number }
  | { kind: 'paused'; from: number; to: number; reasons: string[] };

/**
 * The time from `from` to `until` in order and without gaps. Everything else in this package is a sum over it, so
 * that due times, measured times and explanations cannot disagree. `until` may be infinite if the reader stops.
 */
export function* stretches(
  line: Line,
  from: number,
  until: number,
  paused: readonly PausedStretch[],
): Generator<Stretch> {
  let at = from;
  for (const pause of paused) {
    if (pause.to <= at) continue;
    yield* openAndClosed(line, at, Math.min(pause.from, until));
    at = Math.max(at, pause.from);
    if (at >= until) return;
    yield { kind: 'paused', from: at, to: Math.min(pause.to, until), reasons: pause.reasons };
    at = pause.to;
  }
  yield* openAndClosed(line, at, until);
}

function* openAndClosed(line: Line, from: number, until: number): Generator<Stretch> {
  let at = from;
  while (at < until) {
    const opening = line.openingAt(at);
    const opens = opening === null ? until : Math.min(opening.from, until);
    if (opens > at) yield { kind: 'closed', from: at, to: opens };
    if (opening === null || opening.from >= until) return;
    const to = Math.min(opening.to, until);
    yield { kind: 'counted', from: Math.max(at, opening.from), to };
    at = to;
  }
}

/** The time that `line` counts between two moments, in milliseconds; nothing when they stand in the wrong order. */
export function countedBetween(line: Line, from: number, to: number): number {
  let sum = 0;
  for (const stretch of openAndClosed(line, from, to)) {
    if (stretch.kind === 'counted') sum += stretch.to - stretch.from;
  }
  return sum;
}
