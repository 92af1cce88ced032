import { type RawBuilder, sql } from 'kysely';
import type { App } from '../context.ts';
import { type Loop, startLoop } from '../platform/loop.ts';
import type { Tx } from '../tables.ts';
import { type Cells, levels } from './cells.ts';

const interval = 1_000; // ms

/** One folder at a time, in whatever process: two would wait for each other at the same cells. */
export async function beOnlyFolder(tx: Tx, org: number): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`counters ${org}`}, 5)) as mine`.execute(tx);
  return rows[0]?.mine ?? false;
}

/**
 * Adds what is not folded yet to the cells. What any counter says is the same before, meanwhile and after. Gives how
 * many rows were folded; 0 also when another process is at it.
 */
export async function foldCounters(app: App): Promise<number> {
  return app.db.transaction().execute(async (tx) => {
    if (!(await beOnlyFolder(tx, app.org))) return 0;
    const folded = levels.map((cells) => sql`${sql.id(`into_${cells.table}`)} as (${foldInto(cells)})`);
    const written = levels.map(({ table }) => sql`select tickets from ${sql.id(`into_${table}`)}`);
    const { rows } = await sql<{ taken: number; emptied: number }>`
      with taken as (
        delete from counter_delta where org_id = ${app.org} returning *
      ), ${sql.join(folded)}
      select (select count(*) from taken) as taken,
        (select count(*) from (${sql.join(written, sql` union all `)}) each where tickets = 0) as emptied`.execute(
      tx,
    );
    const { taken = 0, emptied = 0 } = rows[0] ?? {};
    for (const { table } of emptied > 0 ? levels : [])
      await tx.deleteFrom(table).where('org_id', '=', app.org).where('tickets', '=', 0).execute();
    return taken;
  });
}

function foldInto({ table, columns: names, ofRow }: Cells): RawBuilder<unknown> {
  const columns = sql.raw(names);
  return sql`
    insert into ${sql.table(table)} as c (org_id, ${columns}, tickets)
    select org_id, ${columns}, sum(tickets) from (select org_id, ${sql.raw(ofRow)}, tickets from taken) each
    group by org_id, ${columns} having sum(tickets) <> 0
    on conflict (org_id, ${columns}) do update set tickets = c.tickets + excluded.tickets
    returning tickets`;
}

/** Folds once a second until it is stopped. Any number of processes may do this on one database. */
export function startFolding(app: App): Loop {
  return startLoop({
    name: 'counters',
    log: app.log,
    step: async () => {
      await foldCounters(app);
      return interval;
    },
  });
}
