/** How pressing a due time is. `none`: nothing is owed to the customer now. */
export type DueTone = 'late' | 'soon' | 'calm' | 'paused' | 'none';

export interface DueReading {
  tone: DueTone;
  /** share of the budget that is used up, 0 to 1 */
  share: number;
  /** milliseconds until due, negative when late */
  left: number;
}

export interface DueInput {
  dueAt: string | null;
  startedAt: string;
  /** nothing runs because of a pause */
  paused?: boolean;
  now: number;
}

const soonAtLeast = 30 * 60_000;

/**
 * Reads a due time as a person would: late from its very moment on, *soon* when a quarter of the budget or half an
 * hour is left (a day at most), otherwise calm.
 */
export function readDue({ dueAt, startedAt, paused = false, now }: DueInput): DueReading {
  if (paused) return { tone: 'paused', share: 0, left: 0 };
  if (dueAt === null) return { tone: 'none', share: 0, left: 0 };
  const due = Date.parse(dueAt);
  const budget = Math.max(1, due - Date.parse(startedAt));
  const left = due - now;
  if (left < 0) return { tone: 'late', share: 1, left };
  const threshold = Math.max(soonAtLeast, Math.min(budget / 4, 24 * 3_600_000));
  const share = Math.min(1, Math.max(0, 1 - left / budget));
  return { tone: left <= threshold ? 'soon' : 'calm', share, left };
}
