import type { TicketSummary } from '@shouwen/api';
import type { TicketRow } from './find-ticket.ts';
import type { Names } from './people-names.query.ts';

/** The columns of a ticket that lists show, names aside. */
export const summaryColumns = [
  'id',
  'number',
  'subject',
  'type_key',
  'category_key',
  'status_key',
  'status_category',
  'importance',
  'urgency',
  'priority',
  'channel',
  'phase',
  'tags',
  'team_id',
  'assignee_id',
  'first_contact_owner_id',
  'customer_id',
  'confidential',
  'snoozed_until',
  'next_due_at',
  'next_due_kind',
  'overdue',
  'opened_at',
  'last_activity_at',
  'excerpt',
] as const satisfies (keyof TicketRow)[];
export type SummaryRow = Pick<TicketRow, (typeof summaryColumns)[number]>;

const moment = (date: Date | null) => date?.toISOString() ?? null;

/** A ticket's row as lists show it. `mergedInto` is the number of the ticket that it was merged into. */
export function presentSummary(row: SummaryRow, names: Names, mergedInto: number | null): TicketSummary {
  return {
    id: row.id,
    number: row.number,
    subject: row.subject,
    type: row.type_key,
    category: row.category_key,
    status: row.status_key,
    status_category: row.status_category,
    importance: row.importance,
    urgency: row.urgency,
    priority: row.priority,
    channel: row.channel,
    phase: row.phase,
    tags: row.tags,
    team: names.team(row.team_id),
    assignee: names.user(row.assignee_id),
    first_contact_owner: names.user(row.first_contact_owner_id),
    customer: names.customer(row.customer_id),
    confidential: row.confidential,
    merged_into: mergedInto,
    snoozed_until: moment(row.snoozed_until),
    next_due_at: moment(row.next_due_at),
    next_due_kind: row.next_due_kind,
    overdue: row.overdue,
    opened_at: row.opened_at.toISOString(),
    last_activity_at: row.last_activity_at.toISOString(),
    excerpt: row.excerpt,
  };
}
