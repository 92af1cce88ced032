import { sql } from 'kysely';
import type { Tx } from '../tables.ts';
import { type Cells, fine, levels } from './cells.ts';

/**
 * Counts all tickets and holds them against the cells with what is not folded yet. Gives how many cells there should be.
 */
export async function verifyCounters(
  tx: Tx,
  org: number,
  found: (what: string) => void,
  limit: number,
): Promise<number> {
  for (const cells of levels) await compare(tx, org, cells, found, limit);
  const { rows: cells } = await sql<{ count: number }>`
    select count(*) from (select distinct ${sql.raw(fine.ofTicket)} from ticket t where t.org_id = ${org}) c`.execute(
    tx,
  );
  return cells[0]?.count ?? 0;
}

async function compare(
  tx: Tx,
  org: number,
  { table, columns: names, ofTicket, ofRow }: Cells,
  found: (what: string) => void,
  limit: number,
): Promise<void> {
  const columns = sql.raw(names);
  const { rows } = await sql<{ cell: Record<string, unknown>; counted: number; there: number }>`
    with there as (
      select ${sql.raw(ofTicket)}, count(*) as tickets from ticket t where t.org_id = ${org} group by ${columns}
    ), differing as (
      select ${columns}, sum(counted) as counted, sum(there) as there from (
        select ${columns}, tickets as counted, 0 as there from ${sql.table(table)} where org_id = ${org}
        union all select ${sql.raw(ofRow)}, tickets, 0 from counter_delta where org_id = ${org}
        union all select ${columns}, 0, tickets from there
      ) both_ways
      group by ${columns} having sum(counted) <> sum(there) order by ${columns} limit ${limit}
    )
    select to_jsonb(d) - 'counted' - 'there' as cell, d.counted::bigint, d.there::bigint from differing d`.execute(
    tx,
  );
  for (const { cell, counted, there } of rows)
    found(`${tickets(there)} counted as ${counted}: ${told(cell)}`);
}

const tickets = (count: number) => (count === 1 ? '1 ticket is' : `${count} tickets are`);
const told = (cell: Record<string, unknown>) =>
  Object.entries(cell)
    .map(([name, value]) => `${name} ${value ?? 'nobody'}`)
    .join(', ');
