import { type EscalationAction, type Level, Priority } from '@shouwen/api';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { notify } from '../notifications/notify.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { applyChange, type TicketSet } from './apply-change.ts';
import type { TicketRow } from './find-ticket.ts';
import { priorityOf } from './marks.ts';
import { tellOfTask } from './tell-of-task.ts';

/** A step of an escalation, with what it is to do. */
export interface CarriedOut {
  ticketId: string;
  obligation: string;
  /** the event of the step, which each event that follows names */
  escalation: string;
  /** those who were told: they take over, watch, or have the task */
  told: readonly string[];
  actions: readonly EscalationAction[];
}

/**
 * Does what a step of an escalation asks for, each as an event of its own. On a ticket that has ended or was merged meanwhile
 * nothing is done. Who has left meanwhile is passed over.
 */
export async function carryOutEscalation(tx: Tx, context: Context, step: CarriedOut): Promise<void> {
  let ticket = await tx
    .selectFrom('ticket')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', '=', step.ticketId)
    .forUpdate()
    .executeTakeFirst();
  if (!ticket || ticket.merged_into_id || ticket.status_category === 'closed') return;
  const told = await stillHere(tx, context, step.told);
  for (const action of step.actions) ticket = await carryOut(tx, context, ticket, action, { ...step, told });
}

async function carryOut(
  tx: Tx,
  context: Context,
  ticket: TicketRow,
  action: EscalationAction,
  step: CarriedOut,
): Promise<TicketRow> {
  switch (action.do) {
    case 'reassign':
      return reassign(tx, context, ticket, step);
    case 'raise_priority':
      return raisePriority(tx, context, ticket, step);
    case 'add_watcher':
      for (const user of step.told) await addWatcher(tx, context, ticket, user, step);
      return ticket;
    case 'open_task':
      await openTask(tx, context, ticket, action.title, step);
      return ticket;
    case 'call_webhook': // by whoever reads the event
      return ticket;
  }
}

const because = ({ obligation, escalation }: CarriedOut) => ({
  because: 'escalated',
  obligation,
  escalation,
});

async function reassign(tx: Tx, context: Context, before: TicketRow, step: CarriedOut): Promise<TicketRow> {
  const [to] = step.told;
  if (!to || to === before.assignee_id) return before;
  const set = { assignee_id: to, first_contact_owner_id: before.first_contact_owner_id ?? to };
  const event = { kind: 'ticket.assigned', data: because(step) };
  const { ticket, eventId } = await applyChange(tx, context, before, set, event);
  await notify(tx, context, { users: [to], kind: 'ticket.assigned', ticketId: ticket.id, eventId });
  return ticket;
}

const levels: readonly Level[] = ['low', 'normal', 'high'];
const above = (level: Level): Level => levels[levels.indexOf(level) + 1] ?? level;
const rank = (priority: Priority) => Priority.options.indexOf(priority);

/** Urgency first, then importance, until the priority is another one. */
async function raisePriority(
  tx: Tx,
  context: Context,
  before: TicketRow,
  step: CarriedOut,
): Promise<TicketRow> {
  let { importance, urgency, priority } = before;
  while (rank(priority) <= rank(before.priority) && !(urgency === 'high' && importance === 'high')) {
    if (urgency !== 'high') urgency = above(urgency);
    else importance = above(importance);
    priority = priorityOf(context.configuration, importance, urgency);
  }
  if (rank(priority) <= rank(before.priority)) return before;
  const set: TicketSet = { importance, urgency, priority };
  const event = { kind: 'ticket.changed', data: because(step) };
  return (await applyChange(tx, context, before, set, event)).ticket;
}

async function addWatcher(
  tx: Tx,
  context: Context,
  ticket: TicketRow,
  user: string,
  step: CarriedOut,
): Promise<void> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('ticket_watcher')
    .values({ org_id: context.org, ticket_id: ticket.id, user_id: user })
    .onConflict((clash) => clash.columns(['org_id', 'ticket_id', 'user_id']).doNothing())
    .executeTakeFirst();
  if (!numInsertedOrUpdatedRows) return;
  await appendEvent(tx, context, {
    kind: 'ticket.watcher_added',
    subject: { kind: 'ticket', id: ticket.id },
    ticketId: ticket.id,
    data: { user, ...because(step) },
  });
}

async function openTask(
  tx: Tx,
  context: Context,
  ticket: TicketRow,
  title: string,
  step: CarriedOut,
): Promise<void> {
  const task = await tx
    .insertInto('task')
    .values({
      org_id: context.org,
      id: newId(context.now),
      ticket_id: ticket.id,
      title,
      assignee_id: step.told[0] ?? null,
      due_at: null,
      done_at: null,
      done_by: null,
      created_at: context.now,
      created_by: context.actor.id,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await tellOfTask(tx, context, 'task.added', null, task);
}

async function stillHere(tx: Tx, context: Context, users: readonly string[]): Promise<string[]> {
  if (users.length === 0) return [];
  const rows = await tx
    .selectFrom('user_account')
    .select('id')
    .where('org_id', '=', context.org)
    .where('id', 'in', users)
    .where('state', '=', 'active')
    .execute();
  const here = new Set(rows.map((row) => row.id));
  return users.filter((user) => here.has(user));
}
