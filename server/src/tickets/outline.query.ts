import type { Context } from '../context.ts';
import { notFound } from '../platform/errors.ts';
import { query } from '../platform/sql.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from './find-ticket.ts';
import { type NameRow, type NamesOnRow, nameColumns, namesOnRow } from './people-names.query.ts';
import { ticketsSql } from './policy.ts';

/** What the page of a ticket needs to know before the rest is read. */
export interface Outline {
  /** those on the ticket's row */
  names: NameRow[];
  /** nothing stands around it: no merge, watcher, participant, task, question or link; so it is with most */
  alone: boolean;
}
/** A ticket with its outline. */
export interface Outlined {
  ticket: TicketRow;
  outline: Outline;
}
interface Row extends TicketRow, NamesOnRow {
  alone: boolean;
}

const none = (table: string, column: string) =>
  `not exists (select 1 from ${table} x where x.org_id = t.org_id and x.${column} = t.id)`;
// indexes ticket_merged, task_by_ticket, consultation_by_ticket, ticket_link_to and the keys of the others
const select = `
  select t.*, t.merged_into_id is null and ${none('ticket', 'merged_into_id')} and ${none('ticket_watcher', 'ticket_id')}
      and ${none('ticket_participant', 'ticket_id')} and ${none('task', 'ticket_id')} and ${none('consultation', 'ticket_id')}
      and ${none('ticket_link', 'from_id')} and ${none('ticket_link', 'to_id')} as alone,
    ${nameColumns}
  from ticket t where t.org_id = $1`;

/** The ticket of that number with its outline, if this viewer may see it. Throws not-found otherwise, whatever the reason. */
export async function findOutlined(tx: Tx, context: Context, number: number): Promise<Outlined> {
  const policy = ticketsSql(context, 3);
  return read(tx, `${select} and t.number = $2 and ${policy.text}`, [context.org, number, ...policy.values]);
}

/** The outline of a ticket that was found for this viewer. */
export async function outlineOf(tx: Tx, context: Context, id: string): Promise<Outline> {
  return (await read(tx, `${select} and t.id = $2`, [context.org, id])).outline;
}

async function read(tx: Tx, text: string, values: unknown[]): Promise<Outlined> {
  const [row] = await query<Row>(tx, text, values);
  if (!row) throw notFound('ticket');
  const { alone, assignee_name, owner_name, team_name, customer_name, customer_kind, ...ticket } = row;
  return { ticket, outline: { names: namesOnRow(row), alone } };
}
