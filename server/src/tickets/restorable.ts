import type { TicketSet } from './apply-change.ts';
import type { TicketRow } from './find-ticket.ts';

// what a bulk change can make another, beside a merge; moments that follow from it included
const columns = [
  'status_key',
  'status_category',
  'resolved_at',
  'closed_at',
  'customer_confirmed_at',
  'snoozed_until',
  'type_key',
  'category_key',
  'importance',
  'urgency',
  'priority',
  'tags',
  'unit_id',
  'team_id',
  'assignee_id',
  'first_contact_owner_id',
] as const;
type Column = (typeof columns)[number];
const moments: readonly Column[] = ['resolved_at', 'closed_at', 'customer_confirmed_at', 'snoozed_until'];

/** Some columns of a ticket as JSON keeps them: moments as RFC 3339 texts. */
export type Restorable = { [K in Column]?: TicketRow[K] extends Date | null ? string | null : TicketRow[K] };

/** The columns that differ between two states of a ticket, as they were and as they are. */
export function difference(before: TicketRow, after: TicketRow): { before: Restorable; after: Restorable } {
  const changed = columns.filter((column) => !same(before[column], after[column]));
  const pick = (row: TicketRow) => Object.fromEntries(changed.map((column) => [column, row[column]]));
  return { before: pick(before) as Restorable, after: pick(after) as Restorable };
}

/** Whether the ticket still has these values. */
export function stillIs(row: TicketRow, values: Restorable): boolean {
  return columns.every((column) => !(column in values) || same(row[column], values[column]));
}

/** The values as a change of the row. */
export function setOf(values: Restorable): TicketSet {
  return Object.fromEntries(
    columns
      .filter((column) => column in values)
      .map((column) => {
        const value = values[column] ?? null;
        return [column, moments.includes(column) && typeof value === 'string' ? new Date(value) : value];
      }),
  );
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
