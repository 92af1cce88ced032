import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { type Mailbox, mailboxColumns, toMailbox } from './mailbox.ts';

/** Those that were not removed. */
const present = (tx: Tx, org: number) =>
  tx.selectFrom('mailbox').select(mailboxColumns).where('org_id', '=', org).where('deleted_at', 'is', null);
const active = (tx: Tx, org: number) => present(tx, org).where('active', '=', true);

/**
 * The active mailboxes that a mail with these addresses is for, in the order of the addresses, each once. Small and
 * capital letters are alike, and what follows a + before the @ is not looked at.
 */
export async function mailboxesFor(tx: Tx, org: number, addresses: string[]): Promise<Mailbox[]> {
  const wanted = [...new Set(addresses.flatMap(waysToWrite))];
  if (wanted.length === 0) return [];
  const rows = await active(tx, org)
    .where((where) => where.or([where('address', 'in', wanted), where('aliases', '&&', [wanted])]))
    .orderBy('id')
    .execute();
  const place = (row: { address: string; aliases: string[] }) =>
    Math.min(...[row.address, ...row.aliases].map((one) => wanted.indexOf(one)).filter((at) => at >= 0));
  return rows.sort((one, other) => place(one) - place(other)).map(toMailbox);
}

/** The mailbox that takes what is addressed to nobody known; null only while it is switched off. */
export async function catchAllMailbox(tx: Tx, org: number): Promise<Mailbox | null> {
  const row = await active(tx, org).where('catch_all', '=', true).executeTakeFirst();
  return row ? toMailbox(row) : null;
}

/** A mailbox by its id, also one that is switched off; null when it was removed. */
export async function mailboxById(tx: Tx, org: number, id: string): Promise<Mailbox | null> {
  const row = await present(tx, org).where('id', '=', id).executeTakeFirst();
  return row ? toMailbox(row) : null;
}

/** The active mailboxes whose mail is fetched by IMAP. */
export async function fetchedMailboxes(tx: Tx, org: number): Promise<Mailbox[]> {
  const rows = await active(tx, org).where(sql<boolean>`receive ->> 'way' = 'imap'`).orderBy('id').execute();
  return rows.map(toMailbox);
}

/**
 * The mailbox from which mail about a ticket leaves: the one that it came to (index mail_in_by_ticket), else its
 * team's, else the one that catches all. Null when none of them is active.
 */
export async function mailboxOfTicket(tx: Tx, context: Context, ticketId: string): Promise<Mailbox | null> {
  const { org } = context;
  const cameTo = await tx
    .selectFrom('mail_in')
    .innerJoin('mailbox', (join) =>
      join.onRef('mailbox.org_id', '=', 'mail_in.org_id').onRef('mailbox.id', '=', 'mail_in.mailbox_id'),
    )
    .select(mailboxColumns.map((column) => `mailbox.${column}` as const))
    .where('mail_in.org_id', '=', org)
    .where('mail_in.ticket_id', '=', ticketId)
    .where('mailbox.deleted_at', 'is', null)
    .where('mailbox.active', '=', true)
    .orderBy('mail_in.received_at')
    .orderBy('mail_in.id')
    .limit(1)
    .executeTakeFirst();
  if (cameTo) return toMailbox(cameTo);
  const ofTeam = await tx
    .selectFrom('ticket')
    .innerJoin('mailbox', (join) =>
      join.onRef('mailbox.org_id', '=', 'ticket.org_id').onRef('mailbox.team_id', '=', 'ticket.team_id'),
    )
    .select(mailboxColumns.map((column) => `mailbox.${column}` as const))
    .where('ticket.org_id', '=', org)
    .where('ticket.id', '=', ticketId)
    .where('mailbox.deleted_at', 'is', null)
    .where('mailbox.active', '=', true)
    .orderBy('mailbox.id')
    .limit(1)
    .executeTakeFirst();
  return ofTeam ? toMailbox(ofTeam) : catchAllMailbox(tx, org);
}

/** An address as it stands, and without its plus part, in small letters. */
function waysToWrite(address: string): string[] {
  const plain = address.trim().toLowerCase();
  const at = plain.lastIndexOf('@');
  const plus = plain.indexOf('+');
  return plus > 0 && plus < at ? [plain, plain.slice(0, plus) + plain.slice(at)] : [plain];
}
