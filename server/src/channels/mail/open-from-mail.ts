import type { Language } from '@shouwen/api';
import type { MailAddress } from '@shouwen/mail';
import type { Context } from '../../context.ts';
import { type FoundCustomer, findOrCreateCustomer } from '../../customers/find-or-create-customer.ts';
import { isEmail, normaliseEmail } from '../../customers/normalise.ts';
import type { Mailbox } from '../../mailboxes/mailbox.ts';
import { say } from '../../platform/texts.ts';
import type { Tx } from '../../tables.ts';
import { mailContentOf } from '../../tickets/mail-content.ts';
import { openTicket } from '../../tickets/open-ticket.ts';
import { writeMessage } from '../../tickets/write-message.ts';
import { acknowledgeMail } from './acknowledge-mail.ts';
import { noTicketFor } from './aside.ts';
import { plain } from './facts.ts';
import { type Routing, routeOf } from './filters.ts';
import { languageOfText } from './language-of-text.ts';
import { remarkOn } from './remark.ts';
import type { Arrival } from './take-in.ts';
import type { Judgement, Reason } from './verdict.ts';
import { subjectOf, textOf } from './words.ts';
import { staffBehind, writerOf } from './writer.query.ts';

/**
 * A mail that goes on with nothing: a new ticket of whoever wrote it, where its mailbox and the filters of that send
 * it. What a colleague forwards is the ticket of who wrote it first. Machines, lists and spam open none, unless a
 * filter lets them in.
 */
export async function openFromMail(tx: Tx, context: Context, arrival: Arrival): Promise<Judgement> {
  const { mail } = arrival;
  const mailbox = arrival.mailboxes[0] ?? null;
  const routing = routeOf(context, mailbox, arrival);
  if (routing.refusedBy) return { verdict: 'refused', reason: { key: 'filter', name: routing.refusedBy } };
  const aside = routing.letIn ? null : noTicketFor(arrival);
  if (aside) return aside;
  const staff = await staffBehind(tx, context, mail.from);
  const forwarded = staff ? mail.forwarded : null;
  const language = mailbox?.language ?? languageOfText(mail.text) ?? context.language;
  const writer = forwarded?.from ?? (await writerOf(tx, context, mail));
  const customer = await customerOf(tx, { ...context, language }, writer, language);
  const actor = { kind: 'customer' as const, id: customer.id, name: customer.name };
  const asCustomer: Context = { ...context, viewer: null, actor, language };
  const words = await mailContentOf(tx, asCustomer, mail);
  const { ticket, messageId } = await openTicket(tx, asCustomer, {
    ...words,
    // of what a colleague forwards, the words of who wrote it first
    ...(forwarded ? { body: textOf(forwarded.text), fresh: null, mailHtml: null } : {}),
    subject: subjectOf(asCustomer, forwarded?.subject ?? mail.subject),
    channel: 'email',
    customer: { id: customer.id },
    language: customer.language ?? language,
    ...(await placeOf(tx, context, mailbox, routing)),
  });
  const remark = textOf(remarkOn(mail));
  if (forwarded && staff && remark !== '')
    await writeMessage(tx, { ...context, actor: { kind: 'user', ...staff } }, ticket, {
      kind: 'note',
      body: remark,
    });
  if (!forwarded) await acknowledgeMail(tx, context, arrival, ticket, customer, writer);
  const reason: Reason = forwarded
    ? { key: 'forwarded', by: staff?.name ?? '', from: forwarded.from.address }
    : routing.letIn
      ? { key: 'let_in', name: routing.letIn }
      : { key: 'new_request' };
  return { verdict: 'new_ticket', reason, ticketId: ticket.id, messageId };
}

/** The customer with this address; for a mail without a sender, or with one that is no address, a new one by that name. */
async function customerOf(
  tx: Tx,
  context: Context,
  writer: MailAddress | null,
  language: Language,
): Promise<FoundCustomer> {
  const name = plain(writer?.name ?? null, 200) ?? plain(writer?.address ?? null, 200);
  if (writer && isEmail(normaliseEmail(writer.address)))
    return findOrCreateCustomer(tx, context, { email: writer.address, ...(name ? { name } : {}), language });
  return findOrCreateCustomer(tx, context, { name: name ?? say(language, 'mail.unknown_sender'), language });
}

/** Where it goes: as the filters say, else as its mailbox says; what has gone since it was set counts as not said. */
async function placeOf(tx: Tx, context: Context, mailbox: Mailbox | null, routing: Routing) {
  const wanted = routing.teamId ?? mailbox?.team_id ?? null;
  const team =
    wanted &&
    (await tx
      .selectFrom('team')
      .select('id')
      .where('org_id', '=', context.org)
      .where('id', '=', wanted)
      .where('deactivated_at', 'is', null)
      .executeTakeFirst());
  const type = routing.ticketType ?? mailbox?.ticket_type ?? null;
  return {
    ...(team ? { team_id: team.id } : {}),
    ...(type && context.configuration.get('types', type) ? { type } : {}),
    ...(routing.tags.length > 0 ? { tags: routing.tags } : {}),
    ...(routing.importance ? { importance: routing.importance } : {}),
    ...(routing.urgency ? { urgency: routing.urgency } : {}),
  };
}
