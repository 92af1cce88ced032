import { type RawBuilder, sql } from 'kysely';
import type { App } from '../context.ts';
import type { Tx } from '../tables.ts';
import { type Cells, coarse, fine, levels, totals } from './cells.ts';
import { beOnlyFolder } from './fold.ts';

/**
 * Counts all tickets anew, while everything runs and without holding anybody up: whoever counts meanwhile reads the old
 * cells, and what is changed meanwhile stays unfolded. Gives how many cells there are.
 */
export async function rebuildCounters(app: App): Promise<number> {
  for (;;) {
    const cells = await app.db.transaction().execute((tx) => recount(tx, app.org));
    if (cells !== null) return cells;
    await new Promise((resolve) => setTimeout(resolve, 50)); // somebody folds
  }
}

async function recount(tx: Tx, org: number): Promise<number | null> {
  if (!(await beOnlyFolder(tx, org))) return null;
  for (const { table } of levels) await tx.deleteFrom(table).where('org_id', '=', org).execute();
  // One statement, one snapshot: what it sees unfolded is in the tickets that it sees.
  const { numAffectedRows } = await sql`
    with included as (delete from counter_delta where org_id = ${org}),
    counted as materialized (
      select org_id, ${sql.raw(fine.columns)}, count(*) as tickets
      from (select t.org_id, ${sql.raw(fine.ofTicket)} from ticket t where t.org_id = ${org}) each
      group by org_id, ${sql.raw(fine.columns)}
    ),
    summed as (${sumInto(coarse)}),
    totalled as (${sumInto(totals)})
    insert into counter_cell (org_id, ${sql.raw(fine.columns)}, tickets)
    select org_id, ${sql.raw(fine.columns)}, tickets from counted`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

function sumInto({ table, columns: names, ofRow }: Cells): RawBuilder<unknown> {
  const columns = sql.raw(names);
  return sql`
    insert into ${sql.table(table)} (org_id, ${columns}, tickets)
    select org_id, ${columns}, sum(tickets) from (select org_id, ${sql.raw(ofRow)}, tickets from counted) each
    group by org_id, ${columns}`;
}
