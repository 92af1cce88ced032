import type { ColumnType, Generated } from 'kysely';

/** An event on a ticket that some rule may have to do with, until the rules have been asked. */
export interface AutomationWorkTable {
  org_id: number;
  position: number;
  event_id: string;
  ticket_id: string;
  tries: Generated<number>;
}
/** What a ticket stays in, and when the rule that waits for it is due. */
export interface AutomationStayTable {
  org_id: number;
  rule_key: string;
  ticket_id: string;
  since: Date;
  at: Date;
}
/** How far the stays of a rule have been written down since it was changed last. */
export interface AutomationFillTable {
  org_id: number;
  rule_key: string;
  basis: string;
  after_id: string | null;
  done: boolean;
}
export interface AutomationFiringTable {
  org_id: number;
  id: string;
  rule_key: string;
  rule_version: string;
  /** the event, or the stay, that it fired on */
  occasion: string;
  ticket_id: string;
  at: Date;
  depth: number;
  outcome: 'done' | 'failed' | 'stopped';
  did: string[];
  problem: string | null;
  params: ColumnType<Record<string, string | number> | null, string | null, string | null>;
}
export interface AutomationTables {
  automation_work: AutomationWorkTable;
  automation_stay: AutomationStayTable;
  automation_fill: AutomationFillTable;
  automation_firing: AutomationFiringTable;
}
