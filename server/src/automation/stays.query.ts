import { sql } from 'kysely';
import type { Tx } from '../tables.ts';
import type { TicketRow } from '../tickets/find-ticket.ts';

/** What is known of how long a ticket has been waiting for what. */
export interface StayFacts
  extends Pick<
    TicketRow,
    'id' | 'number' | 'status_key' | 'status_category' | 'merged_into_id' | 'team_id' | 'unit_id'
  > {
  /** the customer's first message that nobody has answered */
  waiting_since: Date | null;
  /** our last reply, when the customer has not written since */
  silent_since: Date | null;
  status_since: Date;
}

/**
 * The facts of some tickets, read from their messages (index message_by_ticket) and events (event_by_ticket). What the
 * product has written by itself is no answer.
 */
export async function stayFacts(tx: Tx, org: number, ids: readonly string[]): Promise<StayFacts[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<StayFacts>`
    select t.id, t.number, t.status_key, t.status_category, t.merged_into_id, t.team_id, t.unit_id,
      (select min(m.at) from message m where m.org_id = t.org_id and m.ticket_id = t.id and m.kind = 'incoming'
        and m.at > coalesce(r.last, '-infinity')) as waiting_since,
      case when r.last > coalesce((select max(m.at) from message m
        where m.org_id = t.org_id and m.ticket_id = t.id and m.kind = 'incoming'), '-infinity')
        then r.last end as silent_since,
      coalesce((select max(e.at) from event e where e.org_id = t.org_id and e.ticket_id = t.id
        and e.data -> 'changes' ? 'status_key'), t.opened_at) as status_since
    from ticket t cross join lateral (
      select max(m.at) as last from message m where m.org_id = t.org_id and m.ticket_id = t.id
        and m.kind = 'reply' and m.author_kind <> 'system') r
    where t.org_id = ${org} and t.id = any (${ids}::uuid[])
    order by t.id`.execute(tx);
  return rows;
}

interface Candidates {
  after: string | null;
  /** null: any that is not closed */
  status: string | null;
  limit: number;
  /** to write down their stays */
  lock: boolean;
}

/** The next tickets, by id, that can be in a stay that a rule waits for. */
export async function stayCandidates(
  tx: Tx,
  org: number,
  { after, status, limit, lock }: Candidates,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('ticket')
    .select('id')
    .where('org_id', '=', org)
    .where('merged_into_id', 'is', null)
    .$if(after !== null, (query) => query.where('id', '>', after ?? ''))
    .$if(status !== null, (query) => query.where('status_key', '=', status ?? ''))
    .$if(status === null, (query) => query.where('status_category', '<>', 'closed'))
    .orderBy('id')
    .limit(limit)
    .$if(lock, (query) => query.forUpdate())
    .execute();
  return rows.map((row) => row.id);
}
