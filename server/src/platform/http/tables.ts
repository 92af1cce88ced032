export interface IdempotencyKeyTable {
  org_id: number;
  owner: string;
  route: string;
  key: string;
  request_hash: Buffer;
  status: number;
  /** sealed: what is shown once must not lie here to be read */
  response: string;
  etag: string | null;
  created_at: Date;
}
export interface HttpTables {
  idempotency_key: IdempotencyKeyTable;
}
