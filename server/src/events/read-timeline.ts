import type { TimelineEntry } from '@shouwen/api';
import type { Selectable } from 'kysely';
import type { EventTable } from './tables.ts';

export interface TimelineRow
  extends Pick<Selectable<EventTable>, 'id' | 'kind' | 'actor_kind' | 'actor_id' | 'data'> {
  at: string;
  payload: Record<string, unknown> | null;
  /** of a member of staff, a customer, or an outside partner, who acts through the question that was asked */
  name: string | null;
}

/** The events of some tickets, oldest first, with what people wrote; `ours` tells which, as a test of `e.ticket_id` (index event_by_ticket). */
export const timelineSql = (ours: string) => `
  select e.id, e.kind, e.at, e.actor_kind, e.actor_id, e.data,
    (select p.body from event_payload p where p.org_id = e.org_id and p.event_id = e.id) as payload,
    case e.actor_kind
      when 'user' then (select u.name from user_account u where u.org_id = e.org_id and u.id = e.actor_id)
      when 'customer' then (select c.name from customer c where c.org_id = e.org_id and c.id = e.actor_id)
      when 'partner' then (select q.partner_name from consultation q where q.org_id = e.org_id and q.id = e.actor_id)
    end as name
  from event e
  where e.org_id = $1 and ${ours}
  order by e.at, e.id limit 2000`;

/** An event as the API shows it. */
export function presentEntry(row: TimelineRow): TimelineEntry {
  return {
    id: row.id,
    kind: row.kind,
    at: new Date(row.at).toISOString(),
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.name ?? '' },
    data: row.data,
    payload: row.payload,
  };
}
