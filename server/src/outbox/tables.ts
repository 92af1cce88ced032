import type { Generated } from 'kysely';

export interface OutboxTable {
  org_id: number;
  id: string;
  kind: string;
  recipient_address: string;
  recipient_name: string | null;
  customer_id: string | null;
  user_id: string | null;
  ticket_id: string | null;
  message_id: string | null;
  event_id: string | null;
  subject: string;
  body: string;
  state: 'queued' | 'attempting' | 'sent' | 'failed' | 'unknown';
  created_at: Date;
  attempted_at: Date | null;
  sent_at: Date | null;
  error: string | null;
  mailbox_id: string | null;
  mail_id: string | null;
  in_reply_to: string | null;
  refs: Generated<string[]>;
  html: string | null;
  automatic: Generated<boolean>;
  attempts: Generated<number>;
  /** the sign of the process that has it in hand */
  attempted_by: number | null;
  next_at: Date | null;
  answer: string | null;
  decided_by: string | null;
}
export interface OutboxTables {
  outbox: OutboxTable;
}
