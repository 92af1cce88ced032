import type { DutyProof, EscalationAction } from '@shouwen/api';
import type { ColumnType, JSONColumnType } from 'kysely';

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
  /** the service policy that its terms come from, if one selected it */
  policy_key: ColumnType<string | null, string | null | undefined, string | null>;
  /** the calendar that its terms name; without one it is counted on that of the team, or of the unit */
  named_calendar: ColumnType<string | null, string | null | undefined, string | null>;
  /** the calendar that it is counted on, and the digest of what that said when it was counted last */
  calendar_key: ColumnType<string, string | undefined, string>;
  calendar_version: ColumnType<string, string | undefined, string>;
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
/** How far what is owed has been counted anew since the calendars changed last. */
export interface RecalculationTable {
  org_id: number;
  /** digest of the calendars and of who is counted on which */
  calendars: string;
  after_id: string | null;
  changed: number;
  /** how many were open when it began, and how many of them were looked at */
  total: ColumnType<number, number | undefined, number>;
  looked_at: ColumnType<number, number | undefined, number>;
  begun_at: Date;
  ended_at: Date | null;
}
/** What a step of an escalation is to do, until it is done. */
export interface EscalationActionTable {
  org_id: number;
  id: string;
  event_id: string;
  obligation_id: string;
  ticket_id: string;
  told: string[];
  actions: JSONColumnType<EscalationAction[]>;
  at: Date;
  done_at: Date | null;
}
/** What somebody gave as proof that it is done. */
export interface ObligationProofTable {
  org_id: number;
  obligation_id: string;
  kind: DutyProof;
  words: string;
  answers: JSONColumnType<Record<string, boolean | string>>;
  files: string[];
  message_id: string | null;
  event_id: string;
  given_by: string;
  given_at: Date;
}
export interface ObligationTables {
  obligation_proof: ObligationProofTable;
  escalation_action: EscalationActionTable;
  obligation: ObligationTable;
  obligation_step: ObligationStepTable;
  recalculation: RecalculationTable;
}
