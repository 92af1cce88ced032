import type { Calendar } from '@shouwen/calendar';
import type { Cause, Change, Clock, ClockRecord, Step, StepKind } from './clock.ts';
import { consumedAt, derive, rearm } from './derive.ts';

/** A change without effect: the same clock, nothing to write. */
export function unchanged(clock: Clock): Change {
  return { clock, steps: [], raised: [] };
}

/**
 * The change from one clock to the one of a new record, with its line for the ledger. What else a reader has to know
 * is added to the detail: an outcome that changed, and that the obligation is overdue from this moment on.
 */
export function changeTo(
  calendar: Calendar,
  before: Clock,
  record: ClockRecord,
  kind: StepKind,
  cause: Cause,
  detail: Record<string, unknown>,
): Change {
  const after = derive(calendar, rearm(calendar, record, cause.at));
  const overdue = after.state === 'open' && after.due_at !== null && after.due_at < cause.at;
  const wide = {
    ...detail,
    ...(before.outcome === after.outcome
      ? {}
      : { outcome_before: before.outcome, outcome_after: after.outcome }),
    ...(overdue ? { overdue } : {}),
  };
  return { clock: after, steps: [stepOf(calendar, before, after, kind, cause, wide)], raised: [] };
}

/** The ledger's line for what happened between two states of a clock. */
export function stepOf(
  calendar: Calendar,
  before: Clock | null,
  after: Clock,
  kind: StepKind,
  cause: Cause,
  detail: Record<string, unknown>,
): Step {
  const used = consumedAt(calendar, after, cause.at);
  return {
    kind,
    at: cause.at,
    event: cause.event,
    due_before: before?.due_at ?? null,
    due_after: after.due_at,
    remaining_ms: after.budget_ms - used,
    consumed_ms: used,
    detail,
  };
}
