import { sql } from 'kysely';
import type { Tx } from '../tables.ts';

/** Tickets that were not opened by exactly one event, or have no message. */
export async function brokenTickets(
  tx: Tx,
  org: number,
  limit: number,
): Promise<{ number: number; opened: number; messages: boolean }[]> {
  const { rows } = await sql<{ number: number; opened: number; messages: boolean }>`
    select * from (
      select t.number,
        (select count(*) from event e -- index event_by_ticket
          where e.org_id = t.org_id and e.ticket_id = t.id and e.kind = 'ticket.opened' and e.subject_id = t.id) as opened,
        exists (select 1 from message m where m.org_id = t.org_id and m.ticket_id = t.id) as messages
      from ticket t where t.org_id = ${org}) looked_at
    where opened <> 1 or not messages order by number limit ${limit}`.execute(tx);
  return rows;
}
