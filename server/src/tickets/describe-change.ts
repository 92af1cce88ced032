import type { TicketSet } from './apply-change.ts';
import type { TicketRow } from './find-ticket.ts';

type Name = keyof TicketSet;

// What people wrote belongs into the erasable payload.
const texts: ReadonlySet<string> = new Set(['subject', 'tags', 'fields']);
// follow from the rest, or are told by the event itself
const untold: ReadonlySet<string> = new Set(['excerpt', 'last_activity_at', 'provisional']);

/** What an event tells of a change: from what to what, ids and choices apart from texts. */
export function describeChange(
  before: TicketRow,
  after: TicketRow,
  names: Name[],
): { data: Record<string, unknown>; payload: Record<string, unknown> } {
  const told = names.filter((name) => !untold.has(name) && differs(before, after, name));
  const changesOf = (chosen: Name[]) =>
    chosen.length === 0
      ? {}
      : {
          changes: Object.fromEntries(
            chosen.map((name) => [name, { from: before[name] ?? null, to: after[name] ?? null }]),
          ),
        };
  return {
    data: changesOf(told.filter((name) => !texts.has(name))),
    payload: changesOf(told.filter((name) => texts.has(name))),
  };
}

/** Whether a column is another after the change. */
export function differs(before: TicketRow, after: TicketRow, name: keyof TicketRow): boolean {
  return JSON.stringify(before[name]) !== JSON.stringify(after[name]);
}
