import type { ObligationTable } from '../obligations/tables.ts';

export type FactKind = 'received' | 'first_answer' | 'reply' | 'solution';

/** What happened to a ticket and counts. These three tables are written by the projection of the ledger alone. */
export interface FigureFactTable {
  org_id: number;
  ticket_id: string;
  kind: FactKind;
  n: number;
  event_id: string;
  at: Date;
  team_id: string;
  user_id: string | null;
  elapsed_ms: number | null;
  counted_ms: number | null;
  undone_at: Date | null;
}
/** While a ticket was unfinished, and with whom. */
export interface FigureSpanTable {
  org_id: number;
  ticket_id: string;
  n: number;
  from_at: Date;
  to_at: Date | null;
  team_id: string;
  user_id: string | null;
}
/** How what was owed on a ticket went. */
export interface FigureDutyTable {
  org_id: number;
  ticket_id: string;
  obligation_id: string;
  kind: string;
  team_id: string;
  user_id: string | null;
  due_at: Date | null;
  done_at: Date | null;
  state: ObligationTable['state'];
  outcome: ObligationTable['outcome'];
}
export interface FigureTables {
  figure_fact: FigureFactTable;
  figure_span: FigureSpanTable;
  figure_duty: FigureDutyTable;
}
