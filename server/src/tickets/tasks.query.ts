import type { Task } from '@shouwen/api';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import type { Names } from './people-names.query.ts';
import type { TaskTable } from './tables.ts';

export type TaskRow = Selectable<TaskTable>;

/** The tasks on some tickets, oldest first. */
export async function tasksOf(tx: Tx, context: Context, ticketIds: readonly string[]): Promise<TaskRow[]> {
  return tx
    .selectFrom('task')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('ticket_id', 'in', ticketIds)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** A task as the API shows it. */
export function presentTask(row: TaskRow, names: Names): z.input<typeof Task> {
  return {
    id: row.id,
    title: row.title,
    assignee: names.user(row.assignee_id),
    due_at: row.due_at?.toISOString() ?? null,
    done_at: row.done_at?.toISOString() ?? null,
  };
}
