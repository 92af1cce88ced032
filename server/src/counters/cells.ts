import { type Condition, type Field, type FieldSet, type Leaf, leavesOf, namesOf } from '@shouwen/conditions';
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
  table: 'counter_cell' | 'counter_sum' | 'counter_total';
  /** a cell as conditions read it */
  fields: FieldSet<TicketRecord>;
  /** its columns in their order, as SQL */
  columns: string;
  /** the same columns of one ticket, as SQL */
  ofTicket: string;
  /** the same columns of a row that tells everything apart, as SQL */
  ofRow: string;
}

/** Stands for whoever it is, where people are not told apart. */
export const somebody = '00000000-0000-0000-0000-000000000000';

function cellsBy(table: Cells['table'], names: readonly Name[]): Cells {
  const told = (name: Name, value: string) =>
    table === 'counter_total' && name === 'assignee'
      ? `case when ${value} is not null then '${somebody}'::uuid end`
      : value;
  const list = (value: (name: Name) => string) =>
    names.map((name) => `${told(name, value(name))} as ${columns[name]}`).join(', ');
  return {
    table,
    fields: Object.fromEntries(
      names.map((name): [string, Field<TicketRecord>] => [
        name,
        { ...fixedFields[name], sql: `c.${columns[name]}` },
      ]),
    ),
    columns: names.map((name) => columns[name]).join(', '),
    ofTicket: list((name) => fixedFields[name].sql),
    ofRow: list((name) => columns[name]),
  };
}

const names = Object.keys(columns) as Name[];
const rarelyAsked: readonly Name[] = ['type', 'priority'];
const oftenAsked = names.filter((name) => !rarelyAsked.includes(name));

/** All fields. Their number grows with the tickets for a long time: what is closed fills ever more of them. */
export const fine = cellsBy('counter_cell', names);
/** A few for each person of each team, for conditions that name people. */
export const coarse = cellsBy('counter_sum', oftenAsked);
/** A few for each team: for what most views ask, whether somebody is at work on a ticket, not who. */
export const totals = cellsBy('counter_total', oftenAsked);
/** From the fewest cells to the most. */
export const levels = [totals, coarse, fine] as const;

/**
 * Whether these cells can be asked the condition: it holds for all tickets of a cell, or for none. Totals can be asked
 * about the viewer as well, whose own tickets are put beside them.
 */
export function isOfCells(condition: Condition, cells: Cells = fine, viewer?: string): boolean {
  if (cells === totals && leavesOf(condition).some((leaf) => isOfOthers(leaf, viewer))) return false;
  return namesOf(condition).every((name) => Object.hasOwn(cells.fields, name));
}

function isOfOthers(leaf: Leaf, viewer: string | undefined): boolean {
  return leaf.field === 'assignee' && !('set' in leaf || ('is' in leaf && leaf.is === viewer));
}
