import type { Context } from '../context.ts';
import { conflict, invalid } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { applyChange } from './apply-change.ts';
import { lockForWork, type TicketRow } from './find-ticket.ts';

/**
 * Puts a ticket away until a moment, out of the inbox views; null takes it out again. Due times run on, and a message
 * of the customer wakes it before. What is resolved or closed needs no putting away.
 */
export async function snoozeTicket(
  tx: Tx,
  context: Context,
  number: number,
  until: Date | null,
): Promise<TicketRow> {
  const before = await lockForWork(tx, context, number, 'write');
  if (until === null) {
    if (before.snoozed_until === null) return before;
    const awake = await applyChange(tx, context, before, { snoozed_until: null }, { kind: 'ticket.woken' });
    return awake.ticket;
  }
  if (until <= context.now) throw invalid('until', 'in_the_past');
  if (before.status_category === 'resolved' || before.status_category === 'closed')
    throw conflict('ticket_ended');
  const event = { kind: 'ticket.snoozed' };
  return (await applyChange(tx, context, before, { snoozed_until: until }, event)).ticket;
}
