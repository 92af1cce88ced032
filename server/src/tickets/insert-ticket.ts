import { query } from '../platform/sql.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from './find-ticket.ts';

const columns =
  'org_id, id, number, subject, type_key, category_key, status_key, status_category, importance, urgency, priority, channel, phase, tags, fields, language, unit_id, team_id, assignee_id, first_contact_owner_id, customer_id, customer_tier, confidential, external_number, excerpt, policy_version, opened_at, last_activity_at, next_due_at, next_due_kind, overdue, version';
const text = `
  insert into ticket (${columns}) select ${columns} from json_populate_record(null::ticket, $1)
  on conflict (org_id, external_number) where external_number is not null do nothing
  returning *`;

/** What a new ticket has not yet: it is merged into none, sleeps not, and nothing of it is over. */
export type FreshTicket = Omit<
  TicketRow,
  | 'merged_into_id'
  | 'snoozed_until'
  | 'resolved_at'
  | 'closed_at'
  | 'customer_confirmed_at'
  | 'provisional'
  | 'version'
>;

/** Writes the row of a new ticket. Undefined when another ticket has the external number. */
export async function insertTicket(tx: Tx, ticket: FreshTicket): Promise<TicketRow | undefined> {
  const [row] = await query<TicketRow>(tx, text, [JSON.stringify({ ...ticket, version: 1 })]);
  return row;
}

/** The next number. Some are never used; none is used twice. */
export async function nextNumber(tx: Tx): Promise<number> {
  const [row] = await query<{ number: number }>(tx, 'select nextval($1) as number', ['ticket_number']);
  if (!row) throw new Error('a sequence always has a next number');
  return row.number;
}
