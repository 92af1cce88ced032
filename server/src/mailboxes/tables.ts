import type { Language, MailboxFilter, MailboxReceive, MailboxSend } from '@shouwen/api';
import type { ColumnType, Generated, JSONColumnType } from 'kysely';

export interface MailboxTable {
  org_id: number;
  id: string;
  address: string;
  aliases: string[];
  name: string;
  language: Language | null;
  team_id: string | null;
  ticket_type: string | null;
  signature: string;
  calendar: string | null;
  acknowledge: boolean;
  catch_all: boolean;
  same_mail: 'one_ticket' | 'linked_tickets';
  receive: JSONColumnType<MailboxReceive>;
  receive_secret: string | null;
  send: JSONColumnType<MailboxSend>;
  send_secret: string | null;
  dkim: ColumnType<
    { domain: string; selector: string; public_key: string } | null,
    string | null,
    string | null
  >;
  dkim_secret: string | null;
  filters: JSONColumnType<MailboxFilter[]>;
  active: boolean;
  version: Generated<number>;
  created_at: Date;
  created_by: string | null;
  deleted_at: Date | null;
}

/** How far a folder of a mailbox has been fetched. */
export interface MailboxFetchTable {
  org_id: number;
  mailbox_id: string;
  folder: string;
  uid_validity: number | null;
  last_uid: number | null;
  new_from: number | null;
  looked_at: Date | null;
  error: string | null;
  error_at: Date | null;
}

export interface MailboxTables {
  mailbox: MailboxTable;
  mailbox_fetch: MailboxFetchTable;
}
