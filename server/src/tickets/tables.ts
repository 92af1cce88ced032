import type { Channel, Language, Level, Priority, StatusCategory } from '@shouwen/api';
import type { ColumnType, JSONColumnType } from 'kysely';
import type { PendingReplyTable } from './replies/pending-reply-table.ts';
import type { Restorable } from './restorable.ts';
import type { Provisional } from './standing.ts';

export interface TicketTable {
  org_id: number;
  id: string;
  number: number;
  subject: string;
  type_key: string;
  category_key: string | null;
  status_key: string;
  status_category: StatusCategory;
  importance: Level;
  urgency: Level;
  priority: Priority;
  channel: Channel;
  phase: 'before_sale' | 'during_sale' | 'after_sale' | null;
  tags: string[];
  fields: JSONColumnType<Record<string, unknown>>;
  language: Language;
  unit_id: string;
  team_id: string;
  assignee_id: string | null;
  first_contact_owner_id: string | null;
  customer_id: string;
  /** the customer's, kept at hand */
  customer_tier: string | null;
  confidential: boolean;
  merged_into_id: string | null;
  snoozed_until: Date | null;
  external_number: string | null;
  excerpt: string;
  policy_version: string;
  opened_at: Date;
  last_activity_at: Date;
  resolved_at: Date | null;
  closed_at: Date | null;
  customer_confirmed_at: Date | null;
  next_due_at: Date | null;
  next_due_kind: string | null;
  overdue: boolean;
  provisional: ColumnType<Provisional | null, string | null | undefined, string | null>;
  version: number;
}
export interface MessageTable {
  org_id: number;
  id: string;
  ticket_id: string;
  kind: 'incoming' | 'reply' | 'note';
  channel: Channel;
  author_kind: 'user' | 'customer' | 'partner' | 'system';
  author_id: string | null;
  author_name: string;
  body: string;
  html: string | null;
  /** of a mail: what its writer wrote anew; null when that is all of it */
  fresh: ColumnType<string | null, string | null | undefined, never>;
  /** a mail's own HTML, cleaned for a box of its own */
  mail_html: ColumnType<string | null, string | null | undefined, never>;
  at: Date;
  mentions: string[];
  consultation_id: string | null;
  split_from_id: string | null;
  split_to_ticket_id: string | null;
}
export interface MessageAttachmentTable {
  org_id: number;
  message_id: string;
  file_id: string;
}
export interface DraftTable {
  org_id: number;
  ticket_id: string;
  user_id: string;
  kind: 'reply' | 'note';
  body: string;
  html: string | null;
  attachments: string[];
  saved_at: Date;
}
export interface TicketWatcherTable {
  org_id: number;
  ticket_id: string;
  user_id: string;
}
export interface TicketParticipantTable {
  org_id: number;
  ticket_id: string;
  customer_id: string;
}
export interface TicketLinkTable {
  org_id: number;
  from_id: string;
  kind: 'related' | 'child_of' | 'incident_of';
  to_id: string;
  created_at: Date;
}
export interface TicketMergeTable {
  org_id: number;
  id: string;
  source_id: string;
  target_id: string;
  event_id: string;
  merged_at: Date;
  merged_by: string | null;
  undone_at: Date | null;
  undone_by: string | null;
}
export interface TaskTable {
  org_id: number;
  id: string;
  ticket_id: string;
  title: string;
  assignee_id: string | null;
  due_at: Date | null;
  done_at: Date | null;
  done_by: string | null;
  created_at: Date;
  created_by: string | null;
}
export interface ConsultationTable {
  org_id: number;
  id: string;
  ticket_id: string;
  question: string;
  asked_user_id: string | null;
  partner_name: string | null;
  partner_email: string | null;
  asked_by: string;
  asked_at: Date;
  state: 'open' | 'answered' | 'withdrawn';
  answered_at: Date | null;
  answer_message_id: string | null;
  obligation_id: string | null;
}
export interface ReadLogTable {
  org_id: number;
  id: string;
  user_id: string;
  subject_kind: string;
  subject_id: string;
  at: Date;
}
export interface BulkChangeTable {
  org_id: number;
  id: string;
  user_id: string;
  at: Date;
  undone_at: Date | null;
}
export interface BulkChangeTicketTable {
  org_id: number;
  bulk_id: string;
  ticket_id: string;
  merge_id: string | null;
  before: ColumnType<Restorable, string, never>;
  after: ColumnType<Restorable, string, never>;
}
/** How far somebody has read a ticket. */
export interface ReadMarkTable {
  org_id: number;
  user_id: string;
  ticket_id: string;
  /** the last activity that was seen */
  seen_at: Date;
  read_at: Date;
}
/** Somebody came to the customer's. */
export interface TicketArrivalTable {
  org_id: number;
  id: string;
  ticket_id: string;
  user_id: string;
  at: Date;
  event_id: string;
  recorded_at: Date;
  recorded_by: string | null;
  corrected_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  void: ColumnType<boolean, boolean | undefined, boolean>;
}
export interface TicketTables {
  ticket_arrival: TicketArrivalTable;
  ticket: TicketTable;
  message: MessageTable;
  message_attachment: MessageAttachmentTable;
  draft: DraftTable;
  pending_reply: PendingReplyTable;
  ticket_watcher: TicketWatcherTable;
  ticket_participant: TicketParticipantTable;
  ticket_link: TicketLinkTable;
  ticket_merge: TicketMergeTable;
  task: TaskTable;
  consultation: ConsultationTable;
  read_log: ReadLogTable;
  read_mark: ReadMarkTable;
  bulk_change: BulkChangeTable;
  bulk_change_ticket: BulkChangeTicketTable;
}
