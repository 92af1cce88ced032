import { sql } from 'kysely';
import type { Tx } from '../tables.ts';
import type { TicketRecord } from './fields.ts';

/** Some tickets as conditions read them in memory: each row with the people around it. */
export async function ticketRecords(tx: Tx, org: number, ids: readonly string[]): Promise<TicketRecord[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<TicketRecord>`
    select t.*,
      array(select w.user_id from ticket_watcher w where w.org_id = t.org_id and w.ticket_id = t.id) as watchers,
      array(select c.asked_user_id from consultation c where c.org_id = t.org_id and c.ticket_id = t.id
        and c.state <> 'withdrawn' and c.asked_user_id is not null) as asked,
      array(select k.assignee_id from task k where k.org_id = t.org_id and k.ticket_id = t.id
        and k.assignee_id is not null) as tasked
    from ticket t where t.org_id = ${org} and t.id = any (${ids}::uuid[])`.execute(tx);
  return rows;
}
