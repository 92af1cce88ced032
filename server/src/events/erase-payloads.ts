import { sql } from 'kysely';
import type { Tx } from '../tables.ts';

/**
 * Takes away what people wrote in the events of tickets and of other records. The events stay, with everything that the
 * chain covers: their order, who did what, and the digest of what was written.
 */
export async function erasePayloads(
  tx: Tx,
  org: number,
  of: { tickets: readonly string[]; subjects: readonly string[] },
  now: Date,
): Promise<void> {
  await sql`
    update event_payload p set body = null, erased_at = ${now}
    from event e
    where p.org_id = ${org} and e.org_id = p.org_id and e.id = p.event_id and p.erased_at is null
      and (e.ticket_id = any(${[...of.tickets]}::uuid[]) -- indexes event_by_ticket and event_by_subject
        or (e.ticket_id is null and e.subject_id = any(${[...of.subjects]}::uuid[])))`.execute(tx);
}
