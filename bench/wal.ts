import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Task } from './measure.ts';

const settled = 3_000; // ms; positions, search and counters follow a change within this time

/** Bytes of write-ahead log for each call, with what follows the ledger afterwards and without what is written anyway. */
export async function walOf(pool: Pool, task: Task, calls: number): Promise<number> {
  await wait(settled);
  const idle = await written(pool, () => wait(settled));
  const busy = await written(pool, async () => {
    for (let call = 0; call < calls; call++) await task(0);
    await wait(settled);
  });
  return Math.max(0, busy.bytes - (idle.bytes / idle.ms) * busy.ms) / calls;
}

async function written(pool: Pool, work: () => Promise<void>): Promise<{ bytes: number; ms: number }> {
  const began = performance.now();
  const { rows: start } = await pool.query<{ at: string }>('select pg_current_wal_insert_lsn()::text as at');
  await work();
  const { rows } = await pool.query<{ bytes: number }>(
    'select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), $1)::bigint as bytes',
    [start[0]?.at],
  );
  return { bytes: rows[0]?.bytes ?? 0, ms: performance.now() - began };
}
