import type { Ticket } from '@shouwen/api';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { ticketsWhere } from './policy.ts';

/** Links to tickets that the viewer may see; the others are not told of (ticket_link's key and index ticket_link_to). */
export async function linksOf(tx: Tx, context: Context, id: string): Promise<Ticket['links']> {
  const rows = await tx
    .selectFrom('ticket_link as l')
    .innerJoin('ticket as t', (join) =>
      join
        .onRef('t.org_id', '=', 'l.org_id')
        .on('t.id', '=', sql<string>`case when l.from_id = ${id} then l.to_id else l.from_id end`),
    )
    .select(['l.kind', 'l.from_id', 't.number', 't.subject', 't.status_category'])
    .where('l.org_id', '=', context.org)
    .where((expression) => expression.or([expression('l.from_id', '=', id), expression('l.to_id', '=', id)]))
    .where(ticketsWhere(context))
    .orderBy('l.created_at')
    .orderBy('t.number')
    .execute();
  return rows.map((row) => ({
    kind: row.kind,
    direction: row.from_id === id ? ('from' as const) : ('to' as const),
    ticket: { number: row.number, subject: row.subject, status_category: row.status_category },
  }));
}
