import type { MailVerdict } from '@shouwen/api';
import type { ColumnType, Generated } from 'kysely';

/** One mail that came in: a row of the journal. */
export interface MailInTable {
  org_id: number;
  id: string;
  source: 'smtp' | 'http' | 'imap' | 'import';
  mailbox_id: string | null;
  /** all of ours that it was for */
  mailboxes: Generated<string[]>;
  envelope_from: string | null;
  envelope_to: string[];
  raw_sha256: string;
  size: number;
  received_at: Date;
  state: 'pending' | 'done' | 'quarantined';
  /** how often processing has begun: a kill leaves it without an error */
  begun: Generated<number>;
  /** how often it has failed */
  attempts: Generated<number>;
  next_at: Date | null;
  error: string | null;
  mail_id: string | null;
  digest: string | null;
  from_address: string | null;
  from_name: string | null;
  subject: string | null;
  sent_at: Date | null;
  verdict: MailVerdict | null;
  reason: ColumnType<Record<string, string | number> | null, string | null, string | null>;
  ticket_id: string | null;
  message_id: string | null;
  duplicate_of: string | null;
  processed_at: Date | null;
}

/** An address or a domain from which nothing is wanted. */
export interface MailBlockTable {
  org_id: number;
  id: string;
  pattern: string;
  note: string;
  created_at: Date;
  created_by: string | null;
}

/** An address that mail did not reach. */
export interface MailBouncedTable {
  org_id: number;
  address: string;
  permanent: boolean;
  status: string | null;
  diagnostic: string | null;
  bounced_at: Date;
  mail_in_id: string;
}

export interface MailTables {
  mail_in: MailInTable;
  mail_block: MailBlockTable;
  mail_bounced: MailBouncedTable;
}
