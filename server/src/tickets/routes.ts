import type { Context } from '../context.ts';
import { presentObligation } from '../obligations/present-obligation.ts';
import { obligationsOf } from '../obligations/ticket-obligations.query.ts';
import { notFound } from '../platform/errors.ts';
import { type Implementation, implement } from '../platform/http/implement.ts';
import type { Tx } from '../tables.ts';
import { addMessage } from './add-message.ts';
import { changeFirstContactOwner } from './change-first-contact-owner.ts';
import { changeTicket } from './change-ticket.ts';
import { findTicket, type TicketRow } from './find-ticket.ts';
import { listTickets } from './list-tickets.query.ts';
import { logRead } from './log-read.ts';
import { mergeRoutes } from './merge-routes.ts';
import { messagesOf } from './messages.query.ts';
import { type OpenedTicket, openTicket } from './open-ticket.ts';
import { namesOf } from './people-names.query.ts';
import { takeTicket } from './take-ticket.ts';
import { ticketPage } from './ticket-page.query.ts';
import { transferTicket } from './transfer-ticket.ts';

/** The page of a ticket after a change; the change may have taken it out of the viewer's sight. */
export async function pageAfter(tx: Tx, context: Context, row: TicketRow) {
  return ticketPage(tx, context, row);
}

/** What the opening of a ticket answers with. */
export async function presentOpened(tx: Tx, context: Context, { ticket }: OpenedTicket) {
  const obligations = await obligationsOf(tx, context, [ticket.id]);
  const names = await namesOf(tx, context, {
    users: [ticket.first_contact_owner_id, ...obligations.map(({ row }) => row.owner_user_id)],
    teams: obligations.map(({ row }) => row.owner_team_id),
  });
  return {
    id: ticket.id,
    number: ticket.number,
    status: ticket.status_key,
    first_contact_owner: names.user(ticket.first_contact_owner_id),
    obligations: obligations.map((obligation) => presentObligation(context, obligation, names)),
  };
}

export const ticketRoutes: Implementation[] = [
  ...mergeRoutes,
  implement('openTicket', async (tx, context, { body }) =>
    presentOpened(tx, context, await openTicket(tx, context, body)),
  ),
  implement('listTickets', (tx, context, { query }) => listTickets(tx, context, query)),
  implement('getTicket', async (tx, context, { params }) => {
    const row = await findTicket(tx, context, params.number);
    await logRead(tx, context, row);
    return ticketPage(tx, context, row);
  }),
  implement('changeTicket', async (tx, context, { params, body, ifMatch }) =>
    pageAfter(tx, context, await changeTicket(tx, context, params.number, body, ifMatch)),
  ),
  implement('addMessage', async (tx, context, { params, body }) => {
    const { ticket, messageId } = await addMessage(tx, context, params.number, body);
    const [message] = await messagesOf(tx, context, [{ id: ticket.id, number: ticket.number }], {
      notes: true,
      only: messageId,
    });
    if (!message) throw notFound('message');
    return message;
  }),
  implement('takeTicket', async (tx, context, { params }) =>
    pageAfter(tx, context, await takeTicket(tx, context, params.number)),
  ),
  implement('transferTicket', async (tx, context, { params, body }) => {
    const row = await transferTicket(tx, context, params.number, body);
    const names = await namesOf(tx, context, { users: [row.assignee_id], teams: [row.team_id] });
    return { number: row.number, team: names.team(row.team_id), assignee: names.user(row.assignee_id) };
  }),
  implement('changeFirstContactOwner', async (tx, context, { params, body }) =>
    pageAfter(tx, context, await changeFirstContactOwner(tx, context, params.number, body)),
  ),
];
