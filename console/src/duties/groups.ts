import type { Duty } from './queries.ts';

export const dutyGroups = ['overdue', 'today', 'later', 'paused'] as const;
export type DutyGroup = (typeof dutyGroups)[number];

/** The duties as one works through them: overdue, today, later, paused; their order inside stays. Empty groups are left out. */
export function inGroups(
  duties: readonly Duty[],
  now: number,
  todayEnds: number,
): { group: DutyGroup; duties: Duty[] }[] {
  const groups: Record<DutyGroup, Duty[]> = { overdue: [], today: [], later: [], paused: [] };
  for (const duty of duties) groups[groupOf(duty, now, todayEnds)].push(duty);
  return dutyGroups
    .map((group) => ({ group, duties: groups[group] }))
    .filter((each) => each.duties.length > 0);
}

function groupOf(duty: Duty, now: number, todayEnds: number): DutyGroup {
  if (duty.state === 'paused' || duty.due_at === null) return 'paused';
  const due = Date.parse(duty.due_at);
  if (due < now) return 'overdue';
  return due < todayEnds ? 'today' : 'later';
}
