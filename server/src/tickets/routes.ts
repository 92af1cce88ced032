import { allOf } from '@shouwen/conditions';
import { notFound } from '../platform/errors.ts';
import { type Implementation, implement } from '../platform/http/implement.ts';
import { readOwnCondition } from '../views/read-condition.ts';
import { actionRoutes } from './action-routes.ts';
import { addMessage } from './add-message.ts';
import { arrivalRoutes } from './arrival-routes.ts';
import { changeFirstContactOwner } from './change-first-contact-owner.ts';
import { changeTicket } from './change-ticket.ts';
import { consultationRoutes } from './consultation-routes.ts';
import { exportTickets } from './export-tickets.ts';
import { listByCondition, listTickets, unmerged } from './list-tickets.query.ts';
import { markRead, markUnread } from './mark-read.ts';
import { mergeRoutes } from './merge-routes.ts';
import { messagesOf } from './messages.query.ts';
import { openTicket } from './open-ticket.ts';
import { namesOf } from './people-names.query.ts';
import { presentOpened } from './present-opened.ts';
import { recentTickets } from './recent-tickets.query.ts';
import { takeTicket } from './take-ticket.ts';
import { teamBoard } from './team-board.query.ts';
import { openedPage, ticketPage } from './ticket-page.query.ts';
import { transferTicket } from './transfer-ticket.ts';

export const ticketRoutes: Implementation[] = [
  ...actionRoutes,
  ...arrivalRoutes,
  ...consultationRoutes,
  ...mergeRoutes,
  implement('openTicket', async (tx, context, { body }) =>
    presentOpened(context, await openTicket(tx, context, body)),
  ),
  implement('listTickets', (tx, context, { query }) => listTickets(tx, context, query)),
  implement(
    'previewTickets',
    (tx, context, { body: { condition, ...how } }) =>
      listByCondition(tx, context, allOf(readOwnCondition(context, condition), unmerged), how),
    { transaction: 'reading' },
  ),
  implement('getTicket', (tx, context, { params }) => openedPage(tx, context, params.number)),
  implement(
    'exportTickets',
    (db, context, { query }) => exportTickets(db, context, query),
    { transaction: 'none' }, // the file is still being written when the handler has answered
  ),
  implement('markRead', (tx, context, { params, body }) =>
    markRead(tx, context, params.number, new Date(body.seen)).then(() => null),
  ),
  implement('markUnread', (tx, context, { params }) =>
    markUnread(tx, context, params.number).then(() => null),
  ),
  implement('recentTickets', (tx, context) => recentTickets(tx, context)),
  implement('teamBoard', (tx, context, { params, query }) => teamBoard(tx, context, params.id, query.limit)),
  implement('changeTicket', async (tx, context, { params, body, ifMatch }) =>
    ticketPage(tx, context, await changeTicket(tx, context, params.number, body, ifMatch)),
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
    ticketPage(tx, context, await takeTicket(tx, context, params.number)),
  ),
  implement('transferTicket', async (tx, context, { params, body }) => {
    const row = await transferTicket(tx, context, params.number, body);
    const names = await namesOf(tx, context, { users: [row.assignee_id], teams: [row.team_id] });
    return { number: row.number, team: names.team(row.team_id), assignee: names.user(row.assignee_id) };
  }),
  implement('changeFirstContactOwner', async (tx, context, { params, body }) =>
    ticketPage(tx, context, await changeFirstContactOwner(tx, context, params.number, body)),
  ),
];
