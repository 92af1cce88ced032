import type { TimelineEntry } from '@shouwen/api';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';

/** The events of some tickets, oldest first, with what people wrote (index event_by_ticket). */
export async function timelineOf(tx: Tx, context: Context, ticketIds: string[]): Promise<TimelineEntry[]> {
  const rows = await tx
    .selectFrom('event as e')
    .leftJoin('event_payload as p', (join) =>
      join.onRef('p.org_id', '=', 'e.org_id').onRef('p.event_id', '=', 'e.id'),
    )
    .leftJoin('user_account as u', (join) =>
      join.onRef('u.org_id', '=', 'e.org_id').onRef('u.id', '=', 'e.actor_id'),
    )
    .leftJoin('customer as c', (join) =>
      join.onRef('c.org_id', '=', 'e.org_id').onRef('c.id', '=', 'e.actor_id'),
    )
    // an outside partner acts through the question that was asked
    .leftJoin('consultation as q', (join) =>
      join.onRef('q.org_id', '=', 'e.org_id').onRef('q.id', '=', 'e.actor_id'),
    )
    .select([
      'e.id',
      'e.kind',
      'e.at',
      'e.actor_kind',
      'e.actor_id',
      'e.data',
      'p.body as payload',
      'u.name as user_name',
      'c.name as customer_name',
      'q.partner_name',
    ])
    .where('e.org_id', '=', context.org)
    .where('e.ticket_id', 'in', ticketIds)
    .orderBy('e.at')
    .orderBy('e.id')
    .limit(2000)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    at: row.at.toISOString(),
    actor: {
      kind: row.actor_kind,
      id: row.actor_id,
      name: row.user_name ?? row.customer_name ?? row.partner_name ?? '',
    },
    data: row.data,
    payload: row.payload,
  }));
}
