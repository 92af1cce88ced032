import type { Calendar } from './calendar.ts';
import { atConsumed } from './count.ts';
import { countedBetween, type Stretch, stretches } from './count-line.ts';
import { type Pause, unite } from './pauses.ts';
import { budgetOf, countedBy, type Target } from './target.ts';

/** One line of the sum that leads to a due time. */
export interface ExplanationStep {
  from: Date;
  to: Date;
  kind: Stretch['kind'];
  /** What paused it; empty for counted and closed time. */
  reasons: string[];
  /** Counted: what was consumed. Paused: what the pause saved. Closed: 0. In milliseconds. */
  ms: number;
  /** Consumed from the start to the end of this step, in milliseconds. */
  running_ms: number;
}

/**
 * The arithmetic of a due time as data: the time from the start to the due moment or, when an unfinished pause stands
 * before that, to `at`; in order and without gaps.
 *
 * @throws RangeError when the target has no usable length.
 */
export function explainDueTime(
  calendar: Calendar,
  start: Date,
  target: Target,
  pauses: readonly Pause[],
  at: Date,
): ExplanationStep[] {
  const line = countedBy(calendar, target);
  const end = atConsumed(calendar, start, target, pauses, budgetOf(calendar, start, target)) ?? at;
  const steps: ExplanationStep[] = [];
  let running = 0;
  for (const stretch of stretches(line, start.getTime(), end.getTime(), unite(pauses))) {
    const ms = stretch.kind === 'closed' ? 0 : countedBetween(line, stretch.from, stretch.to);
    if (stretch.kind === 'counted') running += ms;
    steps.push({
      from: new Date(stretch.from),
      to: new Date(stretch.to),
      kind: stretch.kind,
      reasons: stretch.kind === 'paused' ? stretch.reasons : [],
      ms,
      running_ms: running,
    });
  }
  return steps;
}
