import type { ColumnType } from 'kysely';

export interface IdempotencyKeyTable {
  org_id: number;
  owner: string;
  route: string;
  key: string;
  request_hash: Buffer;
  status: number;
  response: ColumnType<unknown, string, string>;
  etag: string | null;
  created_at: Date;
}
export interface HttpTables {
  idempotency_key: IdempotencyKeyTable;
}
