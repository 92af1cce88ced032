import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';

/** The events by which messages that came through a merge acted on a ticket (index event_by_ticket). */
export async function provisionalEvents(
  tx: Tx,
  context: Context,
  ticketId: string,
  merge: string,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('event')
    .select('id')
    .where('org_id', '=', context.org)
    .where('ticket_id', '=', ticketId)
    .where(sql<boolean>`data -> 'merges' ? ${merge}`)
    .execute();
  return rows.map((row) => row.id);
}
