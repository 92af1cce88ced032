import type { MailAddress } from '@shouwen/mail';
import type { Context } from '../../context.ts';
import { type FoundCustomer, findOrCreateCustomer } from '../../customers/find-or-create-customer.ts';
import { isEmail, normaliseEmail } from '../../customers/normalise.ts';
import { say } from '../../platform/texts.ts';
import type { Tx } from '../../tables.ts';
import { lockTicketById, type TicketRow } from '../../tickets/find-ticket.ts';
import { keepAutomaticMessage } from '../../tickets/keep-automatic-message.ts';
import { mailContentOf } from '../../tickets/mail-content.ts';
import { receiveMessage } from '../../tickets/receive-message.ts';
import { isSameCustomer } from '../../tickets/same-customer.ts';
import { writeMessage } from '../../tickets/write-message.ts';
import { plain } from './facts.ts';
import type { Thread } from './find-thread.query.ts';
import type { Arrival } from './take-in.ts';
import type { Judgement, Reason } from './verdict.ts';
import { staffBehind } from './writer.query.ts';

/**
 * A mail that goes on with a ticket. The requester stays the requester whoever writes: somebody else's mail stands
 * under their own name. What a colleague writes is a note: a sender is easily forged, and what goes out to the customer
 * is written where one has signed in. What a machine or a list writes is kept on the ticket and wakes nothing.
 */
export async function takeReply(
  tx: Tx,
  context: Context,
  arrival: Arrival,
  thread: Pick<Thread, 'ticketId' | 'number'> & { by: Thread['by'] | 'person' },
): Promise<Judgement> {
  const { mail, asOrdinary } = arrival;
  const ticket = await lockTicketById(tx, context, thread.ticketId);
  const why = { key: `by_${thread.by}`, number: ticket.number };
  const staff = await staffBehind(tx, context, mail.from);
  const automatic = !asOrdinary && (mail.nature === 'auto_reply' || mail.nature === 'list');
  if (staff && !(await isRequester(tx, context, ticket, mail.from)))
    return automatic
      ? { verdict: 'auto_reply', reason: { key: 'colleague_away', by: staff.name }, ticketId: ticket.id }
      : noteOf(tx, context, arrival, ticket, staff, { ...why, key: `note_${thread.by}` });
  const customer = await customerOf(tx, context, mail.from, ticket);
  const author = { kind: 'customer' as const, id: customer.id, name: customer.name };
  const asCustomer: Context = { ...context, viewer: null, actor: author };
  const words = await mailContentOf(tx, asCustomer, mail);
  if (automatic) {
    const nature = mail.nature;
    const messageId = await keepAutomaticMessage(tx, asCustomer, ticket, {
      ...words,
      channel: 'email',
      author,
      nature,
    });
    const verdict = nature === 'list' ? 'list' : 'auto_reply';
    const reason = { key: `kept_${verdict}`, number: ticket.number, signs: mail.signs.join(', ') };
    return { verdict, reason, ticketId: ticket.id, messageId };
  }
  const { messageId } = await receiveMessage(tx, asCustomer, ticket, { ...words, channel: 'email', author });
  return { verdict: 'reply', reason: why, ticketId: ticket.id, messageId };
}

/** What a colleague answered by mail, as a note of theirs. */
async function noteOf(
  tx: Tx,
  context: Context,
  { mail }: Arrival,
  ticket: TicketRow,
  staff: { id: string; name: string },
  reason: Reason,
): Promise<Judgement> {
  const asStaff: Context = { ...context, viewer: null, actor: { kind: 'user', ...staff } };
  const { body: whole, fresh, attachments } = await mailContentOf(tx, asStaff, mail);
  const body = fresh || whole || say(ticket.language, 'mail.no_text');
  const { messageId } = await writeMessage(tx, asStaff, ticket, { kind: 'note', body, attachments });
  return { verdict: 'reply', reason, ticketId: ticket.id, messageId };
}

/** Whether a colleague is the customer of the ticket: in an internal service desk, most are. */
async function isRequester(
  tx: Tx,
  context: Context,
  ticket: TicketRow,
  from: MailAddress | null,
): Promise<boolean> {
  const holder = await tx
    .selectFrom('customer_contact')
    .select('customer_id')
    .where('org_id', '=', context.org)
    .where('kind', '=', 'email')
    .where('normalised', '=', normaliseEmail(from?.address ?? ''))
    .executeTakeFirst();
  return holder !== undefined && isSameCustomer(tx, context, holder.customer_id, ticket.customer_id);
}

/** Who wrote it, as a customer: known by the address, else made; the ticket's own for a mail that names nobody. */
async function customerOf(
  tx: Tx,
  context: Context,
  from: MailAddress | null,
  ticket: TicketRow,
): Promise<Pick<FoundCustomer, 'id' | 'name'>> {
  const name = plain(from?.name ?? null, 200);
  if (!from || !isEmail(normaliseEmail(from.address)))
    return { id: ticket.customer_id, name: name ?? say(ticket.language, 'mail.unknown_sender') };
  return findOrCreateCustomer(tx, context, { email: from.address, ...(name ? { name } : {}) });
}
