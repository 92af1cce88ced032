import { type Condition, type Field, type FieldSet, namesOf } from '@shouwen/conditions';
import { fixedFields, type TicketRecord } from '../tickets/fields.ts';
import type { CounterCellTable } from './tables.ts';

type Column = Exclude<keyof CounterCellTable, 'org_id' | 'tickets'>;

/** The fields of tickets by which cells are told apart, each with its column. */
const columns = {
  unit: 'unit_id',
  team: 'team_id',
  assignee: 'assignee_id',
  status_category: 'status_category',
  type: 'type_key',
  priority: 'priority',
  overdue: 'overdue',
  confidential: 'confidential',
  snoozed: 'snoozed',
  merged: 'merged',
} as const satisfies Partial<Record<keyof typeof fixedFields, Column>>;
const names = Object.keys(columns) as (keyof typeof columns)[];

/**
 * A cell as conditions read it, `c` being the alias in every query: the fields of a ticket that all tickets of a cell
 * have in common. A condition over other fields cannot be asked of cells.
 */
export const cellFields: FieldSet<TicketRecord> = Object.fromEntries(
  names.map((name): [string, Field<TicketRecord>] => [
    name,
    { ...fixedFields[name], sql: `c.${columns[name]}` },
  ]),
);

/** The columns of a cell in their order, as SQL. */
export const cellColumns = names.map((name) => columns[name]).join(', ');

/** The same columns of one ticket `t`, as SQL. */
export const cellOfTicket = names.map((name) => `${fixedFields[name].sql} as ${columns[name]}`).join(', ');

/** Whether cells can be asked the condition: it holds for all tickets of a cell, or for none. */
export function isOfCells(condition: Condition): boolean {
  return namesOf(condition).every((name) => Object.hasOwn(cellFields, name));
}
