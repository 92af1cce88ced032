import type { TicketSummary } from '@shouwen/api';
import type { Context } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Tx } from '../tables.ts';
import { presentRows } from './list-tickets.query.ts';
import { ticketsWhere } from './policy.ts';

const shown = 20;

/** The tickets that the viewer read last and may still see, newest first. */
export async function recentTickets(tx: Tx, context: Context): Promise<{ items: TicketSummary[] }> {
  const rows = await tx
    .selectFrom('read_mark as m') // index read_mark_recent
    .innerJoin('ticket as t', (join) =>
      join.onRef('t.org_id', '=', 'm.org_id').onRef('t.id', '=', 'm.ticket_id'),
    )
    .selectAll('t')
    .where('m.org_id', '=', context.org)
    .where('m.user_id', '=', viewerOf(context).userId)
    .where(ticketsWhere(context))
    .orderBy('m.read_at', 'desc')
    .orderBy('t.id', 'desc')
    .limit(shown)
    .execute();
  return { items: await presentRows(tx, context, rows) };
}
