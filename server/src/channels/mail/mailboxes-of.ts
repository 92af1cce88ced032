import type { ReadMail } from '@shouwen/mail';
import type { Context } from '../../context.ts';
import { catchAllMailbox, mailboxById, mailboxesFor } from '../../mailboxes/find-mailbox.ts';
import type { Mailbox } from '../../mailboxes/mailbox.ts';
import type { Tx } from '../../tables.ts';
import type { MailRow } from './same-mail.query.ts';

/** Every address to which a mail was sent, the surest first. */
export const recipientsOf = (row: Pick<MailRow, 'envelope_to'>, mail: ReadMail): string[] => [
  ...row.envelope_to.map((address) => address.toLowerCase()),
  ...mail.deliveredTo,
  ...[...mail.to, ...mail.cc].map(({ address }) => address),
];

/**
 * The mailboxes of ours that a mail is for: the one that it was fetched from, else those of the envelope, else, where
 * no envelope came with it, those that its header names; the one that catches all when it is none of them.
 */
export async function mailboxesOf(
  tx: Tx,
  context: Context,
  row: MailRow,
  mail: ReadMail,
): Promise<Mailbox[]> {
  const { org } = context;
  const fetchedFrom = row.mailbox_id && (await mailboxById(tx, org, row.mailbox_id));
  if (fetchedFrom) return [fetchedFrom];
  const addresses = row.envelope_to.length > 0 ? row.envelope_to : recipientsOf(row, mail);
  const named = await mailboxesFor(tx, org, addresses);
  if (named.length > 0) return named;
  const catching = await catchAllMailbox(tx, org);
  return catching ? [catching] : [];
}
