import type { MailboxSettings } from '@shouwen/api';
import type { Selectable } from 'kysely';
import type { MailboxTable } from './tables.ts';

export type MailboxRow = Selectable<MailboxTable>;

/** A mailbox as the rest of the product uses it: its settings and nothing secret. */
export interface Mailbox extends Omit<MailboxSettings, 'dkim'> {
  id: string;
  version: number;
  /** the public key, as DNS publishes it, stands beside what signs */
  dkim: { domain: string; selector: string; public_key: string } | null;
}

/** What is read of a mailbox; its secrets are not. */
export const mailboxColumns = [
  'id',
  'address',
  'aliases',
  'name',
  'language',
  'team_id',
  'ticket_type',
  'signature',
  'calendar',
  'acknowledge',
  'catch_all',
  'same_mail',
  'receive',
  'send',
  'dkim',
  'filters',
  'active',
  'version',
] as const;

/** A row as a mailbox. What stands in the columns was checked against the contract when it was written. */
export function toMailbox(row: Pick<MailboxRow, (typeof mailboxColumns)[number]>): Mailbox {
  return { ...row };
}
