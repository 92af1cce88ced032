import { atConsumed, type Calendar, dueTime } from '@shouwen/calendar';
import type { Escalation, MarkId, Pause, Raised, Terms, Warning } from './clock.ts';

/** A moment on the way of an obligation at which something is to be done. */
export interface Mark extends Raised {
  id: MarkId;
  /** `null` while an unfinished pause stands before it. */
  moment: Date | null;
}

const MINUTE = 60_000;

/**
 * Every moment that the terms name, earliest first. All of them are amounts of consumed time, so pauses move them
 * together and a moment cannot fall inside a pause.
 */
export function marksOf(
  calendar: Calendar,
  start: Date,
  terms: Terms,
  pauses: readonly Pause[],
  budget: number,
): Mark[] {
  const momentOf = (ms: number) => atConsumed(calendar, start, terms.target, pauses, ms);
  // Done at the due instant is in time, so the first moment at which something is missed is the one after it.
  const { due } = dueTime(calendar, start, terms.target, pauses);
  const missed = due && new Date(due.getTime() + 1);
  const marks: Mark[] = [
    ...terms.warnings.map((warning, index): Mark => {
      const at = 'share' in warning ? warning.share * budget : budget - warning.before_minutes * MINUTE;
      return { id: warningId(warning), kind: 'warning', index, moment: momentOf(Math.round(at)) };
    }),
    { id: 'missed', kind: 'missed', index: 0, moment: missed },
    ...terms.escalations.map((escalation, index): Mark => {
      const moment = momentOf(Math.round(budget + escalation.after_minutes * MINUTE));
      const id: MarkId = `escalation:+${escalation.after_minutes}m`;
      // What is escalated is that it was missed; that cannot come first.
      return { id, kind: 'escalation', index, moment: moment && missed && later(moment, missed) };
    }),
  ];
  // A stable sort: of one moment, warnings come before the miss and that before its escalations.
  return marks.sort((a, b) => timeOf(a.moment) - timeOf(b.moment));
}

/** Whether the mark's moment has come by `at`. */
export function isReached(mark: Mark, at: Date): boolean {
  return mark.moment !== null && mark.moment <= at;
}

/**
 * Refuses terms that cannot be carried out.
 *
 * @throws RangeError naming the figure that is out of range (the target's own is checked where its budget is computed).
 */
export function checkTerms(terms: Terms): void {
  for (const warning of terms.warnings) checkWarning(warning);
  for (const escalation of terms.escalations) checkEscalation(escalation);
}

function checkWarning(warning: Warning): void {
  if ('share' in warning) {
    if (!(warning.share > 0 && warning.share <= 1)) {
      throw new RangeError(`A warning's share must be above 0 and at most 1, not ${warning.share}.`);
    }
  } else if (!(warning.before_minutes > 0 && Number.isFinite(warning.before_minutes))) {
    throw new RangeError(`A warning must come more than 0 minutes before, not ${warning.before_minutes}.`);
  }
}

function checkEscalation({ after_minutes }: Escalation): void {
  if (!(after_minutes >= 0 && Number.isFinite(after_minutes))) {
    throw new RangeError(`An escalation must come 0 or more minutes after the miss, not ${after_minutes}.`);
  }
}

function warningId(warning: Warning): MarkId {
  // 0.07 * 100 is 7.000000000000001, which no reader would recognise.
  if ('share' in warning) return `warning:${Math.round(warning.share * 1e6) / 1e4}%`;
  return `warning:-${warning.before_minutes}m`;
}

const later = (a: Date, b: Date) => (a > b ? a : b);
const timeOf = (moment: Date | null) => (moment === null ? Number.MAX_SAFE_INTEGER : moment.getTime());
