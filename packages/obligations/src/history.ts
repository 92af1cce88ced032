import { type Entry, MERGED, type Pause, RESOLVED, type State, type Terms } from './clock.ts';

/** What a history says: terms in force, pauses, and where the obligation stands. */
export interface Reading {
  terms: Terms | null;
  pauses: readonly Pause[];
  /** When and how it ended; `null` while it is open or paused. */
  ended: { state: 'done' | 'waived' | 'cancelled'; at: Date } | null;
}

const NOTHING: Reading = { terms: null, pauses: [], ended: null };

/** Reads a history from its beginning; entries that were taken back do not count. */
export function read(history: readonly Entry[]): Reading {
  return history.filter((entry) => !entry.void).reduce(apply, NOTHING);
}

/** The reading after one more entry; the very same object when the entry has no effect. */
export function apply(reading: Reading, entry: Entry): Reading {
  if (entry.kind === 'reopened') return reading.ended?.state === 'done' ? reopen(reading, entry) : reading;
  // Whatever else happens to an ended obligation comes too late for it.
  if (reading.ended) return reading;
  switch (entry.kind) {
    case 'opened':
    case 'retargeted':
      return sameTerms(reading.terms, entry.terms) ? reading : { ...reading, terms: entry.terms };
    case 'paused':
      return isOpen(reading, entry.reason) ? reading : openPause(reading, entry.reason, entry);
    case 'resumed':
      return isOpen(reading, entry.reason) ? closePauses(reading, entry, (r) => r === entry.reason) : reading;
    case 'done':
      // The time it spends done is a pause like any other, so that reopening has only to end it.
      return openPause(end(reading, entry, 'done'), RESOLVED, entry);
    case 'waived':
    case 'cancelled':
      return end(reading, entry, entry.kind);
  }
}

/** Where an obligation with this reading stands. */
export function stateOf(reading: Reading): State {
  if (reading.ended) return reading.ended.state;
  return reading.pauses.some((pause) => pause.to === null) ? 'paused' : 'open';
}

/** The pauses that were taken back, from their beginning to the moment of taking back, for the record only. */
export function voidPauses(history: readonly Entry[]): Pause[] {
  return history.flatMap((entry) =>
    entry.kind === 'paused' && entry.void
      ? [
          {
            reason: entry.reason,
            from: entry.at,
            to: entry.void.at,
            opened_by: entry.event,
            closed_by: entry.void.event,
            void: true as const,
          },
        ]
      : [],
  );
}

// Ending stops every pause except a merge, which only its undoing ends: the obligation may be reopened while merged.
function end(reading: Reading, entry: Entry, state: 'done' | 'waived' | 'cancelled'): Reading {
  return { ...closePauses(reading, entry, (reason) => reason !== MERGED), ended: { state, at: entry.at } };
}

function reopen(reading: Reading, entry: Entry): Reading {
  return { ...closePauses(reading, entry, (reason) => reason === RESOLVED), ended: null };
}

function isOpen(reading: Reading, reason: string): boolean {
  return reading.pauses.some((pause) => pause.to === null && pause.reason === reason);
}

function openPause(reading: Reading, reason: string, entry: Entry): Reading {
  const pause: Pause = { reason, from: entry.at, to: null, opened_by: entry.event, closed_by: null };
  return { ...reading, pauses: [...reading.pauses, pause] };
}

function closePauses(reading: Reading, entry: Entry, which: (reason: string) => boolean): Reading {
  const pauses = reading.pauses.map((pause) =>
    pause.to === null && which(pause.reason) ? { ...pause, to: entry.at, closed_by: entry.event } : pause,
  );
  return { ...reading, pauses };
}

function sameTerms(a: Terms | null, b: Terms): boolean {
  return a !== null && JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));
}

// Terms that came back from a database may have their keys in another order.
function inOrder(terms: Terms): unknown[] {
  return [sorted(terms.target), terms.warnings.map(sorted), terms.escalations.map(sorted)];
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, inner]) => [key, sorted(inner)]);
}
