import type { EscalationAction } from '@shouwen/api';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { addWatcher, giveTo, openTask, raisePriority } from './by-itself.ts';
import type { TicketRow } from './find-ticket.ts';

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
  const because = { because: 'escalated', obligation: step.obligation, escalation: step.escalation };
  const [first] = step.told;
  switch (action.do) {
    case 'reassign':
      return first ? giveTo(tx, context, ticket, first, because) : ticket;
    case 'raise_priority':
      return raisePriority(tx, context, ticket, because);
    case 'add_watcher':
      for (const user of step.told) await addWatcher(tx, context, ticket, user, because);
      return ticket;
    case 'open_task':
      await openTask(tx, context, ticket, action.title, first ?? null);
      return ticket;
    case 'call_webhook': // by whoever reads the event
      return ticket;
  }
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
