import { type Calendar, type ExplanationStep, explainDueTime, type Target } from '@shouwen/calendar';
import type { Clock, Entry, MarkId, Outcome, Pause, State } from './clock.ts';
import { consumedAt, marksIn } from './derive.ts';
import { apply, read, voidPauses } from './history.ts';

/** A target, since when and by which event; void when that was taken back. */
export interface TargetSince {
  at: Date;
  event: string;
  target: Target;
  void: boolean;
}

/** Why an obligation is due when it is, as data for a screen to put into words. */
export interface Explanation {
  started_at: Date;
  state: State;
  outcome: Outcome | null;
  due_at: Date | null;
  done_at: Date | null;
  budget_ms: number;
  consumed_ms: number;
  /** Negative when the budget is exceeded. */
  remaining_ms: number;
  /** The targets in the order in which they came; the last one that is not void is in force. */
  targets: TargetSince[];
  /** The sum itself, from the start to the due moment, to the end, or to the moment asked about. */
  intervals: ExplanationStep[];
  /** Every pause with its reason, in order of time, those taken back included. */
  pauses: Pause[];
  /** The warnings, the miss and the escalations; `moment` is `null` while a pause stands before it. */
  marks: { id: MarkId; moment: Date | null; fired: boolean }[];
}

/** Explains a clock as it stands at `at`. */
export function explain(clock: Clock, calendar: Calendar, at: Date): Explanation {
  const reading = read(clock.history);
  const until = reading.ended && reading.ended.at < at ? reading.ended.at : at;
  const used = consumedAt(calendar, clock, at);
  const byTime = (a: Pause, b: Pause) => a.from.getTime() - b.from.getTime();
  return {
    started_at: clock.started_at,
    state: clock.state,
    outcome: clock.outcome,
    due_at: clock.due_at,
    done_at: clock.done_at,
    budget_ms: clock.budget_ms,
    consumed_ms: used,
    remaining_ms: clock.budget_ms - used,
    targets: targetsIn(clock.history),
    intervals: explainDueTime(calendar, clock.started_at, clock.terms.target, reading.pauses, until),
    pauses: [...reading.pauses, ...voidPauses(clock.history)].sort(byTime),
    marks: marksIn(calendar, clock, reading).map(({ id, moment }) => ({
      id,
      moment,
      fired: clock.fired.includes(id),
    })),
  };
}

function targetsIn(history: readonly Entry[]): TargetSince[] {
  return history.flatMap((entry, index) => {
    if (entry.kind !== 'opened' && entry.kind !== 'retargeted') return [];
    const before = read(history.slice(0, index));
    if (!entry.void && apply(before, entry) === before) return [];
    const { at, event, terms } = entry;
    return [{ at, event, target: terms.target, void: entry.void !== undefined }];
  });
}
