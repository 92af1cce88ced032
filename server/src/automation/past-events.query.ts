import { sql } from 'kysely';
import type { Tx } from '../tables.ts';
import type { Occasion } from './occasions.ts';

export interface PastEvent extends Occasion {
  ticket_id: string;
  payload: Record<string, unknown> | null;
}

/**
 * The newest events on tickets since a moment, of these kinds or of any that is of a ticket; newest first. Ids are made of
 * moments, so the primary key finds them.
 */
export async function pastEvents(
  tx: Tx,
  org: number,
  asked: { since: Date; kinds: readonly string[] | null; limit: number },
): Promise<PastEvent[]> {
  const ofKind =
    asked.kinds === null ? sql`e.kind like 'ticket.%'` : sql`e.kind = any (${asked.kinds}::text[])`;
  const { rows } = await sql<PastEvent>`
    select e.id, e.kind, e.at, e.data, e.policy_version, e.ticket_id, p.body as payload
    from event e left join event_payload p on p.org_id = e.org_id and p.event_id = e.id
    where e.org_id = ${org} and e.id >= ${firstIdAt(asked.since)}::uuid and e.ticket_id is not null and ${ofKind}
    order by e.id desc limit ${asked.limit}`.execute(tx);
  return rows;
}

/** The smallest id that can have been made at a moment. */
function firstIdAt(moment: Date): string {
  const hex = moment.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
