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
type Name = keyof typeof columns;

/**
 * One way of putting tickets into cells, `c` being the alias of a cell and `t` that of a ticket in every query: the
 * fields that all tickets of a cell have in common. A condition over other fields cannot be asked of these cells.
 */
export interface Cells {
  table: 'counter_cell' | 'counter_sum';
  /** a cell as conditions read it */
  fields: FieldSet<TicketRecord>;
  /** its columns in their order, as SQL */
  columns: string;
  /** the same columns of one ticket, as SQL */
  ofTicket: string;
}

function cellsBy(table: Cells['table'], names: readonly Name[]): Cells {
  return {
    table,
    fields: Object.fromEntries(
      names.map((name): [string, Field<TicketRecord>] => [
        name,
        { ...fixedFields[name], sql: `c.${columns[name]}` },
      ]),
    ),
    columns: names.map((name) => columns[name]).join(', '),
    ofTicket: names.map((name) => `${fixedFields[name].sql} as ${columns[name]}`).join(', '),
  };
}

const names = Object.keys(columns) as Name[];
const rarelyAsked: readonly Name[] = ['type', 'priority'];

/** All fields. Their number grows with the tickets for a long time: what is closed fills ever more of them. */
export const fine = cellsBy('counter_cell', names);
/** A few for each person of each team, for what most views ask. */
export const coarse = cellsBy(
  'counter_sum',
  names.filter((name) => !rarelyAsked.includes(name)),
);

/** Whether these cells can be asked the condition: it holds for all tickets of a cell, or for none. */
export function isOfCells(condition: Condition, cells: Cells = fine): boolean {
  return namesOf(condition).every((name) => Object.hasOwn(cells.fields, name));
}
