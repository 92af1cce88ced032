import type { Calendar } from '@shouwen/calendar';
import type { Cause, Change, Clock, MarkId, Raised, Step, StepKind } from './clock.ts';
import { derive, marksIn } from './derive.ts';
import { read } from './history.ts';
import { isReached, type Mark } from './marks.ts';
import { stepOf, unchanged } from './step.ts';

const STEP_OF: Record<Raised['kind'], StepKind> = {
  warning: 'warned',
  missed: 'missed',
  escalation: 'escalated',
};

/**
 * Carries out what has become due up to and including `cause.at`: warnings, the miss, escalations. After a long gap
 * the warnings that were passed become one, the latest; every escalation is raised, for each goes to somebody else.
 * Nothing falls due inside a pause or after the end, so a late or a second call does no harm.
 */
export function tick(clock: Clock, calendar: Calendar, cause: Cause): Change {
  if (clock.next_at === null || clock.next_at > cause.at) return unchanged(clock);
  const due = marksIn(calendar, clock, read(clock.history)).filter(
    (mark) => isReached(mark, cause.at) && !clock.fired.includes(mark.id),
  );
  const warnings = due.filter((mark) => mark.kind === 'warning');
  const told = due.filter((mark) => mark.kind !== 'warning' || mark === warnings.at(-1));
  const fired = [...new Set<MarkId>([...clock.fired, ...due.map((mark) => mark.id)])];
  const after = derive(calendar, { ...clock, fired });
  const steps = told.map((mark): Step => {
    const collapsed = mark.kind === 'warning' ? warnings.slice(0, -1).map((one) => one.id) : [];
    return stepOf(calendar, clock, after, STEP_OF[mark.kind], cause, detailOf(mark, collapsed));
  });
  return { clock: after, steps, raised: told.map(({ kind, index }) => ({ kind, index })) };
}

function detailOf(mark: Mark, collapsed: MarkId[]): Record<string, unknown> {
  const detail = { mark: mark.id, moment: mark.moment };
  return collapsed.length === 0 ? detail : { ...detail, collapsed };
}
