import type { Selectable } from 'kysely';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { notify } from '../notifications/notify.ts';
import { findTeam } from '../people/find-people.ts';
import { conflict, notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { lockForWork, type TicketRow } from './find-ticket.ts';
import { nextNumber } from './insert-ticket.ts';
import { knownCustomer } from './known-customer.ts';
import { copyAttachments } from './messages.ts';
import { type OpenedTicket, recordTicket } from './record-ticket.ts';
import type { MessageTable } from './tables.ts';
import { threadsOf } from './threads.query.ts';
import { insertLink } from './ticket-links.ts';

/**
 * Opens a ticket of its own from one message of the customer. It stays with the same people; its due times count from
 * when the message reached us. The message stays where it is too, and each of the two names the other.
 */
export async function splitMessage(
  tx: Tx,
  context: Context,
  number: number,
  messageId: string,
  subject: string,
): Promise<OpenedTicket> {
  const ticket = await lockForWork(tx, context, number, 'write');
  const message = await lockMessage(tx, context, ticket, messageId);
  if (message.kind !== 'incoming') throw conflict('split_incoming_only');
  if (message.split_to_ticket_id) throw await alreadySplit(tx, context, message.split_to_ticket_id);
  // the customer is known from the message: nobody asks for the right to look customers up
  const byItself = { ...context, viewer: null };
  const customer = await knownCustomer(tx, byItself, await writerOf(tx, context, message), 'message_id');
  const opened = await recordTicket(tx, context, {
    number: await nextNumber(tx),
    subject,
    body: message.body,
    html: message.html,
    fresh: message.fresh,
    mailHtml: message.mail_html,
    type: ticket.type_key,
    category: ticket.category_key,
    importance: ticket.importance,
    urgency: ticket.urgency,
    channel: message.channel,
    phase: ticket.phase,
    language: ticket.language,
    tags: [],
    fields: {},
    team: await findTeam(tx, context, ticket.team_id),
    assignee: ticket.assignee_id,
    firstContactOwner: ticket.first_contact_owner_id,
    customer,
    confidential: ticket.confidential,
    externalNumber: null,
    receivedAt: message.at,
    splitFrom: { message: message.id, ticket: message.ticket_id, number: ticket.number },
  });
  await copyAttachments(tx, context, message.id, opened.messageId);
  await tx
    .updateTable('message')
    .set({ split_to_ticket_id: opened.ticket.id })
    .where('org_id', '=', context.org)
    .where('id', '=', message.id)
    .execute();
  await insertLink(tx, context, { from: opened.ticket, kind: 'related', to: ticket });
  await tellOfSplit(tx, context, ticket, message.id, opened);
  return opened;
}

async function tellOfSplit(
  tx: Tx,
  context: Context,
  ticket: TicketRow,
  message: string,
  opened: OpenedTicket,
): Promise<void> {
  await appendEvent(tx, context, {
    kind: 'ticket.split',
    subject: { kind: 'ticket', id: ticket.id },
    ticketId: ticket.id,
    data: { message, to: opened.ticket.id, number: opened.ticket.number },
  });
  await notify(tx, context, {
    users: [ticket.assignee_id ?? ticket.first_contact_owner_id].filter((id) => id !== null),
    kind: 'ticket.split',
    ticketId: opened.ticket.id,
    eventId: opened.eventId,
  });
}

/** The message, on the ticket's own thread or one merged into it; locked, so that it is split once. */
async function lockMessage(tx: Tx, context: Context, ticket: TicketRow, id: string) {
  const threads = await threadsOf(tx, context, ticket.id);
  const message = await tx
    .selectFrom('message')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .where(
      'ticket_id',
      'in',
      threads.map((thread) => thread.id),
    )
    .forUpdate()
    .executeTakeFirst();
  if (!message) throw notFound('message');
  return message;
}

/** Whose request it is: the writer's; what was noted for the customer is the ticket's customer's. */
async function writerOf(tx: Tx, context: Context, message: Selectable<MessageTable>): Promise<string> {
  if (message.author_kind === 'customer' && message.author_id) return message.author_id;
  const thread = await tx
    .selectFrom('ticket')
    .select('customer_id')
    .where('org_id', '=', context.org)
    .where('id', '=', message.ticket_id)
    .executeTakeFirstOrThrow();
  return thread.customer_id;
}

async function alreadySplit(tx: Tx, context: Context, ticketId: string) {
  const { number } = await tx
    .selectFrom('ticket')
    .select('number')
    .where('org_id', '=', context.org)
    .where('id', '=', ticketId)
    .executeTakeFirstOrThrow();
  return conflict('already_split', { params: { number } });
}
