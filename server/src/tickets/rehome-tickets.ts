import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import type { Tx } from '../tables.ts';
import { applyChange, type TicketSet } from './apply-change.ts';

export interface Rehoming {
  /** who leaves */
  from: string;
  /** who takes over */
  to: string;
  reason?: string | undefined;
}

/**
 * Locks, in order of id, every ticket that a person holds a part of (assigned, first contact, an obligation, a task, a
 * question), and those of the teams that the person leads, whose obligations may be the lead's.
 */
export async function lockTicketsHeldBy(tx: Tx, context: Context, userId: string): Promise<void> {
  const { org } = context;
  await sql`select id from ticket where org_id = ${org} and id in (
      select id from ticket where org_id = ${org} and assignee_id = ${userId} and status_category <> 'closed'
      union select id from ticket where org_id = ${org} and first_contact_owner_id = ${userId} and status_category <> 'closed'
      union select ticket_id from obligation where org_id = ${org} and owner_user_id = ${userId} and state in ('open', 'paused')
      union select ticket_id from task where org_id = ${org} and assignee_id = ${userId} and done_at is null
      union select ticket_id from consultation where org_id = ${org} and asked_user_id = ${userId} and state = 'open'
      union select ticket.id from ticket join team on team.org_id = ticket.org_id and team.id = ticket.team_id
        where team.org_id = ${org} and team.lead_id = ${userId} and ticket.status_category <> 'closed')
    order by id for update`.execute(tx);
}

/**
 * Gives the unfinished tickets, first-contact ownership, open tasks and open questions of a leaver to the successor;
 * obligations follow their tickets. The tickets must be locked (`lockTicketsHeldBy`).
 */
export async function rehomeTickets(tx: Tx, context: Context, rehoming: Rehoming): Promise<void> {
  const { from, to, reason } = rehoming;
  const rows = await tx
    .selectFrom('ticket') // indexes ticket_by_assignee, ticket_by_first_contact_owner
    .selectAll()
    .where('org_id', '=', context.org)
    .where('status_category', '<>', 'closed')
    .where((held) => held.or([held('assignee_id', '=', from), held('first_contact_owner_id', '=', from)]))
    .orderBy('id')
    .forUpdate()
    .execute();
  for (const row of rows) {
    const owned = row.first_contact_owner_id === from;
    const set: TicketSet = {
      ...(row.assignee_id === from ? { assignee_id: to } : {}),
      ...(owned ? { first_contact_owner_id: to } : {}),
    };
    await applyChange(tx, context, row, set, {
      kind: owned ? 'ticket.owner_changed' : 'ticket.assigned',
      data: { reason: 'leaver' },
      ...(reason ? { payload: { reason } } : {}),
    });
  }
  await rehomeTasks(tx, context, rehoming);
  await rehomeQuestions(tx, context, rehoming);
}

async function rehomeTasks(tx: Tx, context: Context, { from, to }: Rehoming): Promise<void> {
  const tasks = await tx
    .updateTable('task') // index task_by_assignee
    .set({ assignee_id: to })
    .where('org_id', '=', context.org)
    .where('assignee_id', '=', from)
    .where('done_at', 'is', null)
    .returning(['id', 'ticket_id', 'due_at'])
    .execute();
  for (const { id, ticket_id, due_at } of tasks)
    await appendEvent(tx, context, {
      kind: 'task.changed',
      subject: { kind: 'task', id },
      ticketId: ticket_id,
      data: { task: id, assignee: to, due_at: due_at?.toISOString() ?? null, from, reason: 'leaver' },
    });
}

async function rehomeQuestions(tx: Tx, context: Context, { from, to }: Rehoming): Promise<void> {
  const questions = await tx
    .updateTable('consultation') // index consultation_asked
    .set({ asked_user_id: to })
    .where('org_id', '=', context.org)
    .where('asked_user_id', '=', from)
    .where('state', '=', 'open')
    .returning(['id', 'ticket_id'])
    .execute();
  for (const question of questions)
    await appendEvent(tx, context, {
      kind: 'consultation.passed_on',
      subject: { kind: 'consultation', id: question.id },
      ticketId: question.ticket_id,
      data: { consultation: question.id, from, to, reason: 'leaver' },
    });
}
