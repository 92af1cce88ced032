import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { type LoadedObligation, revive } from './store.ts';

/** The obligations of some tickets, in the order in which they were opened (index obligation_by_ticket). */
export async function obligationsOf(
  tx: Tx,
  context: Context,
  ticketIds: string[],
): Promise<LoadedObligation[]> {
  const rows = await tx
    .selectFrom('obligation')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('ticket_id', 'in', ticketIds)
    .orderBy('opened_at')
    .orderBy('id')
    .execute();
  return rows.map(revive);
}
