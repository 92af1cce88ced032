import type { TimelineEntry } from '@shouwen/api';
import type { Selectable } from 'kysely';
import type { Context } from '../context.ts';
import { query } from '../platform/sql.ts';
import type { Tx } from '../tables.ts';
import type { EventTable } from './tables.ts';

interface Row
  extends Pick<Selectable<EventTable>, 'id' | 'kind' | 'at' | 'actor_kind' | 'actor_id' | 'data'> {
  payload: Record<string, unknown> | null;
  /** of a member of staff, a customer, or an outside partner, who acts through the question that was asked */
  name: string | null;
}

const text = `
  select e.id, e.kind, e.at, e.actor_kind, e.actor_id, e.data, p.body as payload,
    case e.actor_kind
      when 'user' then (select u.name from user_account u where u.org_id = e.org_id and u.id = e.actor_id)
      when 'customer' then (select c.name from customer c where c.org_id = e.org_id and c.id = e.actor_id)
      when 'partner' then (select q.partner_name from consultation q where q.org_id = e.org_id and q.id = e.actor_id)
    end as name
  from event e
  left join event_payload p on p.org_id = e.org_id and p.event_id = e.id
  where e.org_id = $1 and e.ticket_id = any ($2::uuid[])
  order by e.at, e.id limit 2000`;

/** The events of some tickets, oldest first, with what people wrote (index event_by_ticket). */
export async function timelineOf(tx: Tx, context: Context, ticketIds: string[]): Promise<TimelineEntry[]> {
  const rows = await query<Row>(tx, text, [context.org, ticketIds]);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    at: row.at.toISOString(),
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.name ?? '' },
    data: row.data,
    payload: row.payload,
  }));
}
