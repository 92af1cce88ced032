import type { Context } from '../../context.ts';
import type { Mailbox } from '../../mailboxes/mailbox.ts';
import type { Tx } from '../../tables.ts';
import { alsoAddressed } from '../../tickets/also-addressed.ts';
import { lockTicketById } from '../../tickets/find-ticket.ts';
import { insertLink } from '../../tickets/ticket-links.ts';
import { openFromMail } from './open-from-mail.ts';
import type { MailRow } from './same-mail.query.ts';
import type { Arrival } from './take-in.ts';
import type { Judgement } from './verdict.ts';

/**
 * What becomes of a mail that came before. When it is for a mailbox that had not got it, that one's team is told, or
 * gets a linked ticket of its own, as the mailbox says; else it is a duplicate and nothing happens. Null when it is to
 * be judged like any other: the first one, or refused by the filter of another mailbox.
 */
export async function comeAgain(
  tx: Tx,
  context: Context,
  arrival: Arrival,
  earlier: readonly MailRow[],
): Promise<Judgement | null> {
  const first = earlier.find((one) => one.verdict !== 'duplicate');
  if (!first) return null;
  const had = new Set(earlier.flatMap((one) => one.mailboxes));
  const fresh = arrival.mailboxes.filter((mailbox) => !had.has(mailbox.id));
  if (first.verdict === 'refused' && fresh.length > 0) return null;
  const again: Judgement = {
    verdict: 'duplicate',
    reason: { key: 'same_mail' },
    ticketId: first.ticket_id,
    duplicateOf: first.id,
  };
  const [mailbox] = fresh;
  if (!mailbox || !first.ticket_id || first.verdict !== 'new_ticket') return again;
  const own = await forOther(tx, context, arrival, first.ticket_id, mailbox);
  if (own) return { ...own, duplicateOf: first.id };
  for (const other of fresh.slice(1)) await forOther(tx, context, arrival, first.ticket_id, other);
  return { ...again, reason: { key: 'same_mail_informed', mailbox: mailbox.address } };
}

/**
 * Lets a further mailbox have its part of a mail that is a ticket already: its team watches that ticket, or it gets one
 * of its own, linked to the other. Gives what became of the latter.
 */
export async function forOther(
  tx: Tx,
  context: Context,
  arrival: Arrival,
  ticketId: string,
  mailbox: Mailbox,
): Promise<Judgement | null> {
  const ticket = await lockTicketById(tx, context, ticketId);
  if (mailbox.same_mail === 'one_ticket') {
    if (mailbox.team_id)
      await alsoAddressed(tx, context, ticket, { id: mailbox.team_id, mailbox: mailbox.address });
    return null;
  }
  const own = await openFromMail(tx, context, { ...arrival, mailboxes: [mailbox] });
  if (!own.ticketId) return own;
  const opened = await lockTicketById(tx, context, own.ticketId);
  await insertLink(tx, context, { from: opened, kind: 'related', to: ticket });
  return { ...own, reason: { key: 'linked_ticket', number: ticket.number, mailbox: mailbox.address } };
}
