import { sql } from 'kysely';
import type { ObligationRow } from '../obligations/store.ts';
import type { Tx } from '../tables.ts';
import type { CourseEvent } from './course.ts';
import { grouped } from './grouped.ts';

export interface TicketSource {
  id: string;
  /** when the request reached us */
  received: Date;
  /** in the order of the ledger */
  events: CourseEvent[];
  obligations: ObligationRow[];
}

/**
 * What the facts of these tickets are made of: their events up to a position of the ledger (index event_by_ticket), and
 * what is owed on them. A ticket without an event is left out.
 */
export async function sourcesOf(
  tx: Tx,
  org: number,
  tickets: readonly string[],
  upTo: number,
): Promise<TicketSource[]> {
  if (tickets.length === 0) return [];
  const ids = [...tickets];
  const { rows: events } = await sql<CourseEvent & { ticket_id: string; received: Date | null }>`
    select e.ticket_id, e.id, e.kind, e.at, e.actor_kind, e.actor_id, e.data, m.at as received
    from event e
    join ticket t on t.org_id = e.org_id and t.id = e.ticket_id
    left join message m on e.kind = 'ticket.opened' and m.org_id = e.org_id and m.id = (e.data ->> 'message')::uuid
    where e.org_id = ${org} and e.ticket_id = any(${ids}::uuid[]) and e.position <= ${upTo}
      and e.subject_kind = 'ticket'
    order by e.position`.execute(tx);
  const obligations = await tx
    .selectFrom('obligation') // index obligation_by_ticket
    .selectAll()
    .where('org_id', '=', org)
    .where('ticket_id', 'in', ids)
    .orderBy('id')
    .execute();
  const eventsOf = grouped(events, (event) => event.ticket_id);
  const obligationsOf = grouped(obligations, (row) => row.ticket_id);
  return [...eventsOf].map(([id, own]) => ({
    id,
    received: own[0]?.received ?? own[0]?.at ?? new Date(0),
    events: own,
    obligations: obligationsOf.get(id) ?? [],
  }));
}

/** The next tickets in order of id. */
export async function ticketsAfter(tx: Tx, org: number, after: string, limit: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('ticket')
    .select('id')
    .where('org_id', '=', org)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** Tickets of which the reader has not read everything: they may be ahead of their facts or behind. */
export async function unreadTickets(tx: Tx, org: number, position: number): Promise<Set<string>> {
  const { rows } = await sql<{ ticket_id: string }>`
    select distinct ticket_id from event
    where org_id = ${org} and ticket_id is not null and (position > ${position} or position is null)`.execute(
    tx,
  );
  return new Set(rows.map((row) => row.ticket_id));
}
