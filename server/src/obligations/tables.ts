import type { JSONColumnType } from 'kysely';

export interface ObligationTable {
  org_id: number;
  id: string;
  kind: string;
  subject_kind: string;
  subject_id: string;
  ticket_id: string | null;
  unit_id: string;
  owner_user_id: string | null;
  owner_team_id: string | null;
  opened_by: string;
  opened_at: Date;
  state: 'open' | 'paused' | 'done' | 'waived' | 'cancelled';
  outcome: 'kept' | 'late' | 'missed' | null;
  /** what the arithmetic of @shouwen/obligations works on, with moments as RFC 3339 strings */
  clock: JSONColumnType<Record<string, unknown>>;
  due_at: Date | null;
  next_at: Date | null;
  done_at: Date | null;
  towards_customer: boolean;
  clause: string | null;
  policy_version: string;
}
export interface ObligationStepTable {
  org_id: number;
  obligation_id: string;
  seq: number;
  kind: string;
  at: Date;
  event_id: string;
  detail: JSONColumnType<Record<string, unknown>>;
}
export interface ObligationTables {
  obligation: ObligationTable;
  obligation_step: ObligationStepTable;
}
