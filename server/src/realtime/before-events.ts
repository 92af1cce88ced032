import type { PlacedEvent } from '../events/read-ledger.ts';
import { isId } from '../platform/ids.ts';
import type { TicketRecord } from '../tickets/sight.ts';

// The columns that the access policy asks about and that change; what they were stands in the event.
const deciding = ['unit_id', 'team_id', 'assignee_id', 'first_contact_owner_id', 'confidential'] as const;

/**
 * The ticket as it was before these events, as far as access asks. Whoever is named in one of them (no longer watching,
 * say) is taken to have been one of its people: at worst somebody is told once too often to look at their lists.
 */
export function beforeEvents(record: TicketRecord, events: readonly PlacedEvent[]): TicketRecord {
  const before: TicketRecord = { ...record, watchers: [...record.watchers] };
  const named = new Set(record.watchers);
  for (const { data } of [...events].reverse()) {
    const changes = isObject(data.changes) ? data.changes : {};
    for (const column of deciding) {
      const change = changes[column];
      if (isObject(change) && 'from' in change) Object.assign(before, { [column]: change.from });
    }
    for (const id of idsIn(data)) named.add(id);
  }
  return { ...before, watchers: [...named] };
}

function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return isId(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(idsIn);
  return isObject(value) ? Object.values(value).flatMap(idsIn) : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
