import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { notify } from '../notifications/notify.ts';
import type { Tx } from '../tables.ts';
import type { TaskRow } from './tasks.query.ts';

/** Appends the event of a task, and lets whoever was given it know. */
export async function tellOfTask(
  tx: Tx,
  context: Context,
  kind: string,
  before: TaskRow | null,
  task: TaskRow,
): Promise<void> {
  const eventId = await appendEvent(tx, context, {
    kind,
    subject: { kind: 'task', id: task.id },
    ticketId: task.ticket_id,
    data: { task: task.id, assignee: task.assignee_id, due_at: task.due_at?.toISOString() ?? null },
    payload: { title: task.title },
  });
  const given = task.assignee_id && task.assignee_id !== before?.assignee_id ? [task.assignee_id] : [];
  await notify(tx, context, { users: given, kind: 'task.given', ticketId: task.ticket_id, eventId });
}
