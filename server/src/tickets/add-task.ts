import type { Context } from '../context.ts';
import { requireActiveUser } from '../people/find-people.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { lockForWork } from './find-ticket.ts';
import type { TaskRow } from './tasks.query.ts';
import { tellOfTask } from './tell-of-task.ts';

export interface NewTask {
  title: string;
  assignee_id?: string | null | undefined;
  due_at?: string | null | undefined;
}

/** Adds a task to a ticket. Whoever it is given to may see the ticket from then on, and hears of it. */
export async function addTask(tx: Tx, context: Context, number: number, input: NewTask): Promise<TaskRow> {
  const ticket = await lockForWork(tx, context, number, 'write');
  if (input.assignee_id) await requireActiveUser(tx, context, input.assignee_id, 'assignee_id');
  const task = await tx
    .insertInto('task')
    .values({
      org_id: context.org,
      id: newId(context.now),
      ticket_id: ticket.id,
      title: input.title,
      assignee_id: input.assignee_id ?? null,
      due_at: input.due_at ? new Date(input.due_at) : null,
      done_at: null,
      done_by: null,
      created_at: context.now,
      created_by: context.actor.id,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await tellOfTask(tx, context, 'task.added', null, task);
  return task;
}
