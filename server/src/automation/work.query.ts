import { sql } from 'kysely';
import type { Tx } from '../tables.ts';

/**
 * The next event that nobody is at, locked. Events on one ticket come one after the other, in their order, however many
 * processes are at it (primary key, and index automation_work_of_ticket).
 */
export async function nextWork(
  tx: Tx,
  org: number,
): Promise<{ position: number; event_id: string; ticket_id: string } | undefined> {
  const { rows } = await sql<{ position: number; event_id: string; ticket_id: string }>`
    select w.position, w.event_id, w.ticket_id from automation_work w
    where w.org_id = ${org} and not exists (
      select 1 from automation_work e
      where e.org_id = w.org_id and e.ticket_id = w.ticket_id and e.position < w.position)
    order by w.position limit 1 for update of w skip locked`.execute(tx);
  return rows[0];
}

/** What people wrote in what an event tells of; null when nothing, or erased. */
export async function payloadOf(
  tx: Tx,
  org: number,
  eventId: string,
): Promise<Record<string, unknown> | null> {
  const row = await tx
    .selectFrom('event_payload')
    .select('body')
    .where('org_id', '=', org)
    .where('event_id', '=', eventId)
    .executeTakeFirst();
  return row?.body ?? null;
}
