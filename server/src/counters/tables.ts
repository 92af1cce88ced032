import type { Priority, StatusCategory } from '@shouwen/api';

/** Tickets that no counter tells apart, but for those that ask about types or priorities. Written by the folding alone. */
export interface CounterSumTable {
  org_id: number;
  unit_id: string;
  team_id: string;
  assignee_id: string | null;
  status_category: StatusCategory;
  overdue: boolean;
  confidential: boolean;
  snoozed: boolean;
  merged: boolean;
  tickets: number;
}
/** The same without telling people apart: nobody, or `somebody`. Written by the folding alone. */
export interface CounterTotalTable extends CounterSumTable {}
/** Tickets that no counter tells apart. Written by the folding alone. */
export interface CounterCellTable extends CounterSumTable {
  type_key: string;
  priority: Priority;
}
/** What a change did to the cells and is not folded into them yet. Written by a trigger on `ticket`. */
export interface CounterDeltaTable extends CounterCellTable {}

export interface CounterTables {
  counter_total: CounterTotalTable;
  counter_sum: CounterSumTable;
  counter_cell: CounterCellTable;
  counter_delta: CounterDeltaTable;
}
