import type { Context } from '../context.ts';
import { query } from '../platform/sql.ts';
import type { Tx } from '../tables.ts';
import { type LoadedObligation, type ObligationRow, reviveAll } from './store.ts';

const text = `
  select * from obligation where org_id = $1 and ticket_id = any ($2::uuid[]) order by opened_at, id`;

/** The obligations of some tickets, in the order in which they were opened (index obligation_by_ticket). */
export async function obligationsOf(
  tx: Tx,
  context: Context,
  ticketIds: string[],
): Promise<LoadedObligation[]> {
  const rows = await query<ObligationRow>(tx, text, [context.org, ticketIds]);
  return reviveAll(tx, context.org, rows);
}
