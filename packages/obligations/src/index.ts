export {
  type Cause,
  type Change,
  type Clock,
  type ClockRecord,
  type Entry,
  type Escalation,
  type MarkId,
  MERGED,
  type Outcome,
  type Pause,
  type Raised,
  RESOLVED,
  type State,
  type Step,
  type StepKind,
  type Terms,
  type Warning,
} from './clock.ts';
export { consumedAt, derive } from './derive.ts';
export { type Explanation, explain } from './explain.ts';
export {
  cancel,
  changeOwner,
  complete,
  ObligationEnded,
  open,
  pause,
  recalculate,
  reopen,
  resume,
  retarget,
  waive,
} from './operations.ts';
export { reviveHistory, type Stored } from './stored.ts';
export { tick } from './tick.ts';
export { liftMerge, withoutEvents } from './undo.ts';
