import { type Implementation, implement } from '../platform/http/implement.ts';
import { addTask } from './add-task.ts';
import { applyMacro } from './apply-macro.ts';
import { bulkChange } from './bulk-change.ts';
import { changeTask } from './change-task.ts';
import { myDrafts } from './drafts.query.ts';
import { giveLink } from './give-link.ts';
import { notifyIncident } from './notify-incident.ts';
import { addParticipant, removeParticipant } from './participants.ts';
import { namesOf } from './people-names.query.ts';
import { presentOpened } from './present-opened.ts';
import { renderCanned } from './render-canned.ts';
import { saveDraft } from './save-draft.ts';
import { snoozeTicket } from './snooze-ticket.ts';
import { splitMessage } from './split-message.ts';
import { presentTask } from './tasks.query.ts';
import { linkTickets, unlinkTickets } from './ticket-links.ts';
import { ticketPage } from './ticket-page.query.ts';
import { undoBulk } from './undo-bulk.ts';
import { unwatchTicket, watchTicket } from './watchers.ts';

export const actionRoutes: Implementation[] = [
  implement('snoozeTicket', async (tx, context, { params, body }) => {
    const until = body.until === null ? null : new Date(body.until);
    return ticketPage(tx, context, await snoozeTicket(tx, context, params.number, until));
  }),
  implement('watchTicket', (tx, context, { params }) =>
    watchTicket(tx, context, params.number, params.user_id).then(() => null),
  ),
  implement('unwatchTicket', (tx, context, { params }) =>
    unwatchTicket(tx, context, params.number, params.user_id).then(() => null),
  ),
  implement('addParticipant', (tx, context, { params }) =>
    addParticipant(tx, context, params.number, params.customer_id).then(() => null),
  ),
  implement('removeParticipant', (tx, context, { params }) =>
    removeParticipant(tx, context, params.number, params.customer_id).then(() => null),
  ),
  implement('customerLink', async (tx, context, { params, body }) => ({
    url: await giveLink(tx, context, params.number, body),
  })),
  implement('saveDraft', async (tx, context, { params, body }) => ({
    saved_at: (await saveDraft(tx, context, params.number, body)).toISOString(),
  })),
  implement('getDraft', async (tx, context, { params }) => ({
    drafts: await myDrafts(tx, context, params.number),
  })),
  implement('bulkChange', (tx, context, { body }) => bulkChange(tx, context, body.numbers, body.action)),
  implement('undoBulk', (tx, context, { params }) => undoBulk(tx, context, params.id)),
  implement('splitMessage', async (tx, context, { params, body }) =>
    presentOpened(context, await splitMessage(tx, context, params.number, params.message_id, body.subject)),
  ),
  implement('linkTickets', (tx, context, { params, body }) =>
    linkTickets(tx, context, params.number, body).then(() => null),
  ),
  implement('unlinkTickets', (tx, context, { params }) =>
    unlinkTickets(tx, context, params.number, params).then(() => null),
  ),
  implement('notifyIncident', (tx, context, { params, body }) =>
    notifyIncident(tx, context, params.number, body),
  ),
  implement('addTask', async (tx, context, { params, body }) => {
    const task = await addTask(tx, context, params.number, body);
    return presentTask(task, await namesOf(tx, context, { users: [task.assignee_id] }));
  }),
  implement('changeTask', async (tx, context, { params, body }) => {
    const task = await changeTask(tx, context, params.number, params.task_id, body);
    return presentTask(task, await namesOf(tx, context, { users: [task.assignee_id] }));
  }),
  implement('applyMacro', async (tx, context, { params, query }) =>
    ticketPage(
      tx,
      context,
      await applyMacro(tx, context, params.number, params.macro, query.last_seen_message),
    ),
  ),
  implement('renderCanned', async (tx, context, { params }) => ({
    body: await renderCanned(tx, context, params.number, params.canned),
  })),
];
