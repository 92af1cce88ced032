import { sql } from 'kysely';
import type { App } from '../context.ts';
import type { Tx } from '../tables.ts';
import { coarse, fine } from './cells.ts';
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
  for (const { table } of [fine, coarse]) await tx.deleteFrom(table).where('org_id', '=', org).execute();
  // One statement, one snapshot: what it sees unfolded is in the tickets that it sees.
  const { numAffectedRows } = await sql`
    with included as (delete from counter_delta where org_id = ${org}),
    counted as materialized (
      select org_id, ${sql.raw(fine.columns)}, count(*) as tickets
      from (select t.org_id, ${sql.raw(fine.ofTicket)} from ticket t where t.org_id = ${org}) each
      group by org_id, ${sql.raw(fine.columns)}
    ),
    summed as (
      insert into counter_sum (org_id, ${sql.raw(coarse.columns)}, tickets)
      select org_id, ${sql.raw(coarse.columns)}, sum(tickets) from counted group by org_id, ${sql.raw(coarse.columns)}
    )
    insert into counter_cell (org_id, ${sql.raw(fine.columns)}, tickets)
    select org_id, ${sql.raw(fine.columns)}, tickets from counted`.execute(tx);
  return Number(numAffectedRows ?? 0);
}
