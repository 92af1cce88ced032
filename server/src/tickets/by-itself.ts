import { type Level, Priority } from '@shouwen/api';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { notify } from '../notifications/notify.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { applyChange, type TicketSet } from './apply-change.ts';
import type { TicketRow } from './find-ticket.ts';
import { priorityOf, statusOfCategory } from './marks.ts';
import { tellOfTask } from './tell-of-task.ts';

/*
 * What the product does to a ticket by itself: a step of an escalation, or an automation rule. The ticket must be
 * locked; nobody is asked whether they may. `data` goes into each event.
 */

type Data = Record<string, unknown>;

/** Gives the ticket to somebody. Work on it has not begun by that: only who takes it begins. */
export async function giveTo(
  tx: Tx,
  context: Context,
  before: TicketRow,
  to: string,
  data: Data = {},
): Promise<TicketRow> {
  if (to === before.assignee_id) return before;
  const set = { assignee_id: to, first_contact_owner_id: before.first_contact_owner_id ?? to };
  const { ticket, eventId } = await applyChange(tx, context, before, set, { kind: 'ticket.assigned', data });
  await notify(tx, context, { users: [to], kind: 'ticket.assigned', ticketId: ticket.id, eventId });
  return ticket;
}

/** The same as the team's own choice among those on duty: a new ticket is open from then on. */
export async function giveOnDuty(
  tx: Tx,
  context: Context,
  before: TicketRow,
  to: string,
  data: Data,
): Promise<TicketRow> {
  const started =
    before.status_category === 'new'
      ? { status_key: statusOfCategory(context.configuration, 'open'), status_category: 'open' as const }
      : {};
  const owner = before.first_contact_owner_id ?? to;
  const set = { ...started, assignee_id: to, first_contact_owner_id: owner };
  const { ticket, eventId } = await applyChange(tx, context, before, set, { kind: 'ticket.assigned', data });
  await notify(tx, context, { users: [to], kind: 'ticket.assigned', ticketId: ticket.id, eventId });
  return ticket;
}

/** Passes the ticket to another team; whoever leads that hears of it. */
export async function passTo(
  tx: Tx,
  context: Context,
  before: TicketRow,
  team: { id: string; unit_id: string; lead_id: string | null },
): Promise<TicketRow> {
  if (team.id === before.team_id) return before;
  const set = { team_id: team.id, unit_id: team.unit_id, assignee_id: null };
  const { ticket, eventId } = await applyChange(tx, context, before, set, { kind: 'ticket.transferred' });
  const users = team.lead_id ? [team.lead_id] : [];
  await notify(tx, context, { users, kind: 'ticket.transferred', ticketId: ticket.id, eventId });
  return ticket;
}

const levels: readonly Level[] = ['low', 'normal', 'high'];
const above = (level: Level): Level => levels[levels.indexOf(level) + 1] ?? level;
const rank = (priority: Priority) => Priority.options.indexOf(priority);

/** Urgency first, then importance, until the priority is another one. */
export async function raisePriority(
  tx: Tx,
  context: Context,
  before: TicketRow,
  data: Data = {},
): Promise<TicketRow> {
  const set = raised(context, before);
  if (!set) return before;
  return (await applyChange(tx, context, before, set, { kind: 'ticket.changed', data })).ticket;
}

/** What raising comes to; null when it cannot be raised any more. */
export function raised(
  context: Pick<Context, 'configuration'>,
  before: Pick<TicketRow, 'importance' | 'urgency' | 'priority'>,
): Pick<TicketRow, 'importance' | 'urgency' | 'priority'> | null {
  let { importance, urgency, priority } = before;
  while (rank(priority) <= rank(before.priority) && !(urgency === 'high' && importance === 'high')) {
    if (urgency !== 'high') urgency = above(urgency);
    else importance = above(importance);
    priority = priorityOf(context.configuration, importance, urgency);
  }
  if (rank(priority) <= rank(before.priority)) return null;
  return { importance, urgency, priority } satisfies TicketSet;
}

/** Adds somebody who watches, and so may see the ticket. Nothing when they do already. */
export async function addWatcher(
  tx: Tx,
  context: Context,
  ticket: TicketRow,
  user: string,
  data: Data = {},
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
    data: { user, ...data },
  });
}

/** Opens a task, for somebody or for whoever works on the ticket. */
export async function openTask(
  tx: Tx,
  context: Context,
  ticket: TicketRow,
  title: string,
  assignee: string | null,
): Promise<void> {
  const task = await tx
    .insertInto('task')
    .values({
      org_id: context.org,
      id: newId(context.now),
      ticket_id: ticket.id,
      title,
      assignee_id: assignee,
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
