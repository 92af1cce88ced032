import type { TicketSummary } from '@shouwen/api';
import type { Context } from '../context.ts';
import { wallClock } from '../exports/wall-clock.ts';
import { say } from '../platform/texts.ts';
import type { Cell } from '../platform/write-table.ts';
import { inLanguage } from './variables.ts';

/** What an export says of each ticket, in this order; the headings are `export.<column>`. */
export const exportColumns = [
  'number',
  'subject',
  'customer',
  'status',
  'type',
  'category',
  'priority',
  'importance',
  'urgency',
  'channel',
  'team',
  'assignee',
  'first_contact_owner',
  'tags',
  'opened_at',
  'last_activity_at',
  'next_due_at',
  'overdue',
  'confidential',
] as const;

/** The cells of one ticket, in the words and the time zone of the reader. */
export function cellsOf(context: Context, ticket: TicketSummary): Cell[] {
  const { configuration, language } = context;
  const nameOf = (section: 'statuses' | 'types' | 'categories', key: string) =>
    inLanguage(configuration.get(section, key)?.name ?? key, language);
  const word = (kind: string, key: string) => say(language, `export.${kind}.${key}`);
  const cells: Record<(typeof exportColumns)[number], Cell> = {
    number: ticket.number,
    subject: ticket.subject,
    customer: ticket.customer.name,
    status: nameOf('statuses', ticket.status),
    type: nameOf('types', ticket.type),
    category: ticket.category === null ? null : nameOf('categories', ticket.category),
    priority: word('level', ticket.priority),
    importance: word('level', ticket.importance),
    urgency: word('level', ticket.urgency),
    channel: word('channel_name', ticket.channel),
    team: inLanguage(ticket.team.name, language),
    assignee: ticket.assignee?.name ?? null,
    first_contact_owner: ticket.first_contact_owner?.name ?? null,
    tags: ticket.tags.join(', '),
    opened_at: wallClock(context, ticket.opened_at),
    last_activity_at: wallClock(context, ticket.last_activity_at),
    next_due_at: wallClock(context, ticket.next_due_at),
    overdue: word('answer', ticket.overdue ? 'yes' : 'no'),
    confidential: word('answer', ticket.confidential ? 'yes' : 'no'),
  };
  return exportColumns.map((column) => cells[column]);
}
