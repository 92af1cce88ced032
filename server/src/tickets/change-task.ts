import type { Context } from '../context.ts';
import { requireActiveUser } from '../people/find-people.ts';
import { viewerOf } from '../people/viewer.ts';
import { conflict, forbidden, notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import type { NewTask } from './add-task.ts';
import { findTicket } from './find-ticket.ts';
import { ticketRights } from './policy.ts';
import type { TaskRow } from './tasks.query.ts';
import { tellOfTask } from './tell-of-task.ts';
import { threadsOf } from './threads.query.ts';

export interface TaskChanges extends Partial<NewTask> {
  done?: boolean | undefined;
}

/** Changes a task, finishes it or takes it up again: for those who may write, and for whoever has the task. */
export async function changeTask(
  tx: Tx,
  context: Context,
  number: number,
  taskId: string,
  changes: TaskChanges,
): Promise<TaskRow> {
  const ticket = await findTicket(tx, context, number);
  if (ticket.merged_into_id) throw conflict('ticket_merged');
  const before = await lockTask(tx, context, ticket.id, taskId);
  const own = before.assignee_id === viewerOf(context).userId;
  if (!own && !ticketRights(context, ticket).write) throw forbidden('ticket.write');
  const assignee = changes.assignee_id === undefined ? before.assignee_id : changes.assignee_id;
  if (assignee && assignee !== before.assignee_id)
    await requireActiveUser(tx, context, assignee, 'assignee_id');
  const after = await tx
    .updateTable('task')
    .set({
      title: changes.title ?? before.title,
      assignee_id: assignee,
      ...(changes.due_at === undefined ? {} : { due_at: changes.due_at ? new Date(changes.due_at) : null }),
      ...doneWith(context, before, changes.done),
    })
    .where('org_id', '=', context.org)
    .where('id', '=', taskId)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (JSON.stringify(after) !== JSON.stringify(before))
    await tellOfTask(tx, context, kindOf(before, after), before, after);
  return after;
}

async function lockTask(tx: Tx, context: Context, ticketId: string, taskId: string): Promise<TaskRow> {
  const threads = await threadsOf(tx, context, ticketId);
  const task = await tx
    .selectFrom('task')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', '=', taskId)
    .where(
      'ticket_id',
      'in',
      threads.map((thread) => thread.id),
    )
    .forUpdate()
    .executeTakeFirst();
  if (!task) throw notFound('task');
  return task;
}

function doneWith(context: Context, before: TaskRow, done: boolean | undefined): Partial<TaskRow> {
  if (done === undefined || done === (before.done_at !== null)) return {};
  return done ? { done_at: context.now, done_by: context.actor.id } : { done_at: null, done_by: null };
}

function kindOf(before: TaskRow, after: TaskRow): string {
  if ((before.done_at === null) === (after.done_at === null)) return 'task.changed';
  return after.done_at ? 'task.done' : 'task.reopened';
}
