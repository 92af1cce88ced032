import type { ColumnType, Generated, JSONColumnType } from 'kysely';

export interface EventTable {
  org_id: number;
  id: string;
  /** order of appending; the sequencer follows it within a batch */
  seq: Generated<number>;
  kind: string;
  at: Date;
  actor_kind: 'user' | 'customer' | 'partner' | 'system';
  actor_id: string | null;
  subject_kind: string;
  subject_id: string;
  ticket_id: string | null;
  data: JSONColumnType<Record<string, unknown>>;
  payload_digest: Buffer | null;
  policy_version: string | null;
  request_id: string | null;
  position: number | null;
  hash: Buffer | null;
}
export interface EventPayloadTable {
  org_id: number;
  event_id: string;
  salt: Buffer;
  body: ColumnType<Record<string, unknown> | null, string | null, string | null>;
  erased_at: Date | null;
}
export interface LedgerHeadTable {
  org_id: number;
  position: number;
  hash: Buffer;
}
export interface LedgerReaderTable {
  org_id: number;
  name: string;
  position: number;
}
export interface EventTables {
  event: EventTable;
  event_payload: EventPayloadTable;
  ledger_head: LedgerHeadTable;
  ledger_reader: LedgerReaderTable;
}
