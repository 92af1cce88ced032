import type { StatusCategory } from '@shouwen/api';

/** The part of a ticket's row that a message or a decision of a customer changes. Moments as RFC 3339 texts. */
export interface Standing {
  status_key: string;
  status_category: StatusCategory;
  resolved_at: string | null;
  closed_at: string | null;
  customer_confirmed_at: string | null;
  snoozed_until: string | null;
  assignee_id: string | null;
}

/** One change of a standing. `merges` are those whose undoing takes it back; none for what happened on the ticket itself. */
export type Turn = { at: string; merges: readonly string[] } & (
  | { do: 'wake'; open: string }
  | { do: 'set'; set: Partial<Standing> }
);

/**
 * What a ticket keeps while messages of merged-in threads have changed its standing: how it stood before, and every
 * change since. Undoing a merge plays the others again, so the ticket stands as if the messages had never come.
 */
export interface Provisional {
  before: Standing;
  since: readonly Turn[];
}

/** Waiting, resting or solved: a message of the customer opens it again. */
export const sleeping: readonly StatusCategory[] = ['waiting_for_customer', 'on_hold', 'resolved', 'closed'];

/** What a change of status does to the moments of resolving, closing and confirming; nothing when the category stays. */
export function momentsOf<Moment>(
  before: { status_category: StatusCategory; resolved_at: Moment | null },
  to: StatusCategory,
  now: Moment,
): { resolved_at?: Moment | null; closed_at?: Moment | null; customer_confirmed_at?: null } {
  if (before.status_category === to) return {};
  const ended = to === 'resolved' || to === 'closed';
  return {
    resolved_at: ended ? (before.resolved_at ?? now) : null,
    closed_at: to === 'closed' ? now : null,
    ...(ended ? {} : { customer_confirmed_at: null }),
  };
}

/** The standing after one more turn. */
export function play(standing: Standing, turn: Turn): Standing {
  if (turn.do === 'set') {
    const to = turn.set.status_category ?? standing.status_category;
    return { ...standing, ...momentsOf(standing, to, turn.at), ...turn.set };
  }
  const awake = { ...standing, snoozed_until: null };
  if (!sleeping.includes(standing.status_category)) return awake;
  const opened = { status_key: turn.open, status_category: 'open' as const };
  return { ...awake, ...opened, ...momentsOf(standing, 'open', turn.at) };
}

/** The record with one more turn; begun by the first turn that may be taken back and changed something. */
export function withTurn(record: Provisional | null, before: Standing, turn: Turn): Provisional | null {
  if (record === null) {
    const matters = turn.merges.length > 0 && !same(play(before, turn), before);
    return matters ? { before, since: [turn] } : null;
  }
  const last = record.since.at(-1);
  // a second message of one conversation wakes nothing that the first did not
  if (turn.do === 'wake' && last?.do === 'wake' && same(turn.merges, last.merges)) return record;
  return { ...record, since: [...record.since, turn] };
}

/** How the ticket stands without the turns of a merge, and what remains on record. */
export function withoutMerge(
  record: Provisional,
  merge: string,
): { standing: Standing; record: Provisional | null } {
  const since = record.since.filter((turn) => !turn.merges.includes(merge));
  const standing = since.reduce(play, record.before);
  return { standing, record: since.some((turn) => turn.merges.length > 0) ? { ...record, since } : null };
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
