import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { ticketsWhere } from './policy.ts';

/** The numbers of the tickets that are linked to a master as affected, as far as the viewer may see them. */
export async function affectedBy(tx: Tx, context: Context, masterId: string): Promise<number[]> {
  const rows = await tx
    .selectFrom('ticket_link as l')
    .innerJoin('ticket as t', (join) =>
      join.onRef('t.org_id', '=', 'l.org_id').onRef('t.id', '=', 'l.from_id'),
    )
    .select('t.number')
    .where('l.org_id', '=', context.org)
    .where('l.to_id', '=', masterId) // index ticket_link_to
    .where('l.kind', '=', 'incident_of')
    .where(ticketsWhere(context))
    .orderBy('t.number')
    .execute();
  return rows.map((row) => row.number);
}
