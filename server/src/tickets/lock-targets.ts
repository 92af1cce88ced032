import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from './find-ticket.ts';
import { waysUp } from './threads.query.ts';

/** A ticket that another is merged into, and the merges that lead there: undoing any of them parts the two again. */
export interface Target {
  ticket: TicketRow;
  merges: string[];
}

/** What a ticket is merged into, directly and through others, nearest first and locked in order of id. */
export async function lockTargets(tx: Tx, context: Context, ticketId: string): Promise<Target[]> {
  const ways = await waysUp(tx, context, ticketId);
  if (ways.length === 0) return [];
  const rows = await tx
    .selectFrom('ticket')
    .selectAll()
    .where('org_id', '=', context.org)
    .where(
      'id',
      'in',
      ways.map((way) => way.target),
    )
    .orderBy('id')
    .forUpdate()
    .execute();
  return ways.flatMap(({ target }, index) => {
    const ticket = rows.find((row) => row.id === target);
    return ticket ? [{ ticket, merges: ways.slice(0, index + 1).map((way) => way.merge) }] : [];
  });
}
