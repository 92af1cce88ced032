import { sql } from 'kysely';
import type { Tx } from '../tables.ts';
import { cellColumns, cellOfTicket } from './cells.ts';

/**
 * Counts all tickets and holds them against the cells with what is not folded yet. Gives how many cells there should be.
 */
export async function verifyCounters(
  tx: Tx,
  org: number,
  found: (what: string) => void,
  limit: number,
): Promise<number> {
  const { rows } = await sql<{ cell: Record<string, unknown>; counted: number; there: number }>`
    with there as (
      select ${sql.raw(cellOfTicket)}, count(*) as tickets from ticket t where t.org_id = ${org}
      group by ${sql.raw(cellColumns)}
    ), differing as (
      select ${sql.raw(cellColumns)}, sum(counted) as counted, sum(there) as there from (
        select ${sql.raw(cellColumns)}, tickets as counted, 0 as there from counter_cell where org_id = ${org}
        union all select ${sql.raw(cellColumns)}, tickets, 0 from counter_delta where org_id = ${org}
        union all select ${sql.raw(cellColumns)}, 0, tickets from there
      ) both_ways
      group by ${sql.raw(cellColumns)} having sum(counted) <> sum(there) order by ${sql.raw(cellColumns)} limit ${limit}
    )
    select to_jsonb(d) - 'counted' - 'there' as cell, d.counted::bigint, d.there::bigint from differing d`.execute(
    tx,
  );
  for (const { cell, counted, there } of rows)
    found(`${tickets(there)} counted as ${counted}: ${told(cell)}`);
  const { rows: cells } = await sql<{ count: number }>`
    select count(*) from (select distinct ${sql.raw(cellOfTicket)} from ticket t where t.org_id = ${org}) c`.execute(
    tx,
  );
  return cells[0]?.count ?? 0;
}

const tickets = (count: number) => (count === 1 ? '1 ticket is' : `${count} tickets are`);
const told = (cell: Record<string, unknown>) =>
  Object.entries(cell)
    .map(([name, value]) => `${name} ${value ?? 'nobody'}`)
    .join(', ');
