import type { Pause as CalendarPause, Target } from '@shouwen/calendar';

/** Where an obligation stands. The last three are ended; only `done` can be left again, by reopening. */
export type State = 'open' | 'paused' | 'done' | 'waived' | 'cancelled';

/** How it went. `missed` is the outcome of an open obligation that is past its due moment; done then makes it `late`. */
export type Outcome = 'kept' | 'late' | 'missed';

/** Warn when a share (0 to 1) of the budget is consumed, or when so many minutes of it are left. */
export type Warning = { share: number } | { before_minutes: number };

/** Climb one step when the obligation has been missed for so many minutes of the time that its target counts. */
export interface Escalation {
  after_minutes: number;
  /** To whom it goes and what is done: the surroundings' own words, pinned with the rest of the terms. */
  [word: string]: unknown;
}

/** What is owed: how long it may take, and what happens on the way. Changes as a whole, by re-targeting. */
export interface Terms {
  target: Target;
  warnings: Warning[];
  escalations: Escalation[];
}

/** What makes a change: the event that it is part of, and when. */
export interface Cause {
  at: Date;
  /** The event's id in the ledger. */
  event: string;
  /**
   * Set when the change may be taken back, as with a message on a thread that was merged in: what then comes without
   * effect is kept in the history, because it would have had one without this event.
   */
  provisional?: boolean;
}

/** One thing that happened to an obligation. The history of these is the truth; the rest of a clock follows from it. */
export type Entry = {
  event: string;
  at: Date;
  provisional?: true;
  /** Set when the entry was taken back: the clock is as if it had never been. */
  void?: { event: string; at: Date };
} & (
  | { kind: 'opened' | 'retargeted'; terms: Terms }
  | { kind: 'paused' | 'resumed'; reason: string }
  | { kind: 'done' | 'reopened' | 'waived' | 'cancelled' }
);

/** A pause as the history tells it. */
export interface Pause extends CalendarPause {
  opened_by: string;
  closed_by: string | null;
  /** Taken back: recorded, but credits nothing. */
  void?: true;
}

/** A moment to act on, named by what it says so that it keeps its name when the terms around it change. */
export type MarkId = `warning:${number}%` | `warning:-${number}m` | 'missed' | `escalation:+${number}m`;

/** What has to be stored of an obligation's clock; everything else is derived from it and a calendar. */
export interface ClockRecord {
  started_at: Date;
  history: readonly Entry[];
  /** Which moments were acted on. */
  fired: readonly MarkId[];
}

/** The part of an obligation that the state machine works on: plain data. */
export interface Clock extends ClockRecord {
  terms: Terms;
  budget_ms: number;
  state: State;
  outcome: Outcome | null;
  /** The reasons that pause it now, oldest first. */
  paused_for: string[];
  done_at: Date | null;
  /** `null` while paused. An ended obligation keeps the moment at which it was due, or would have been without its last pause. */
  due_at: Date | null;
  /** What is left of the budget while it is not running, negative when exceeded; `null` while it runs, for it changes. */
  remaining_ms: number | null;
  /**
   * The next moment at which `tick` has something to do, in the past when that is overdue. `null` when it has ended, and
   * while paused unless something that came before the pause is still to be acted on.
   */
  next_at: Date | null;
  next_action: MarkId | null;
}

export type StepKind =
  | 'opened'
  | 'paused'
  | 'resumed'
  | 'retargeted'
  | 'recalculated'
  | 'warned'
  | 'missed'
  | 'escalated'
  | 'done'
  | 'reopened'
  | 'waived'
  | 'cancelled'
  | 'voided'
  | 'owner_changed';

/** One line of the ledger of an obligation. Insert-only. */
export interface Step {
  kind: StepKind;
  at: Date;
  event: string;
  due_before: Date | null;
  due_after: Date | null;
  /** Budget left at `at`, after the step; negative when exceeded. */
  remaining_ms: number;
  /** Budget used at `at`, after the step. */
  consumed_ms: number;
  detail: Record<string, unknown>;
}

/** A moment that was reached: what the surroundings have to act on. `index` is its place in the terms. */
export interface Raised {
  kind: 'warning' | 'missed' | 'escalation';
  index: number;
}

/** What an operation gives. `clock` is the very same object when nothing changed. */
export interface Change {
  clock: Clock;
  steps: Step[];
  raised: Raised[];
}

/** A pause by these reasons is not the work of `pause` and `resume` alone: see `complete` and `liftMerge`. */
export const RESOLVED = 'resolved';
export const MERGED = 'merged';
