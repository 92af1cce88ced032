import type { Context } from '../../context.ts';
import { viewerOf } from '../../people/viewer.ts';
import { notFound } from '../../platform/errors.ts';
import type { Tx } from '../../tables.ts';
import { findTicket, lockForWork, type TicketRow } from '../find-ticket.ts';
import { letOut } from './let-out.ts';
import { lockReply } from './pending-replies.query.ts';

/** One's own reply leaves at once: its seconds are not waited for, or it was held and is to go although newer messages came. */
export async function sendNow(tx: Tx, context: Context, number: number, id: string): Promise<TicketRow> {
  const pending = await lockReply(tx, context, (await findTicket(tx, context, number)).id, id);
  const ticket = await lockForWork(tx, context, number, 'write');
  if (pending.author_id !== viewerOf(context).userId || pending.state === 'awaiting_release')
    throw notFound('reply');
  const anyway = pending.anyway || pending.state === 'held';
  return letOut(tx, context, ticket, { ...pending, anyway });
}
