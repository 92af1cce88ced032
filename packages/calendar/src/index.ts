export { alwaysOpen, type Calendar, type Opening } from './calendar.ts';
export { atConsumed, consumed, type DueTime, dueTime } from './count.ts';
export { type ExplanationStep, explainDueTime } from './explain.ts';
export { type Pause, unite } from './pauses.ts';
export { budgetOf, type Target } from './target.ts';
