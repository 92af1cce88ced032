export interface WebhookTable {
  org_id: number;
  id: string;
  url: string;
  /** encrypted at rest */
  secret: string;
  events: string[];
  description: string;
  active: boolean;
  /** saved by somebody who may see every confidential ticket, so that it may tell of them */
  confidential: boolean;
  created_at: Date;
  created_by: string;
  deleted_at: Date | null;
}
export interface WebhookDeliveryTable {
  org_id: number;
  id: string;
  webhook_id: string;
  event_id: string;
  position: number;
  kind: string;
  state: 'queued' | 'attempting' | 'delivered' | 'failed';
  attempts: number;
  next_at: Date | null;
  status: number | null;
  error: string | null;
  last_at: Date | null;
  duration_ms: number | null;
}
export interface WebhookTables {
  webhook: WebhookTable;
  webhook_delivery: WebhookDeliveryTable;
}
