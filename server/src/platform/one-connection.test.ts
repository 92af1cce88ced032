import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../tables.ts';
import { inOneTransaction, onOneConnection } from './one-connection.ts';
import { plannedOnce } from './prepared-client.ts';
import { startTestApp, type TestApp } from './testing/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
  await sql`create table trial (n int primary key)`.execute(test.app.db);
});
afterAll(() => test.close());

const put = (tx: Tx, n: number) => sql`insert into trial (n) values (${n})`.execute(tx);
async function kept(db: Tx = test.app.db): Promise<number[]> {
  const { rows } = await sql<{ n: number }>`select n from trial order by n`.execute(db);
  return rows.map((row) => row.n);
}
const emptied = () => sql`truncate trial`.execute(test.app.db);

describe('one connection', () => {
  it('carries statements that were given at once out in their order', async () => {
    await emptied();
    const [, seen, , later] = await inOneTransaction(test.app.db, (tx) =>
      Promise.all([put(tx, 1), kept(tx), put(tx, 2), kept(tx)]),
    );
    expect([seen, later]).toEqual([[1], [1, 2]]);
    expect(await kept()).toEqual([1, 2]);
  });

  it('takes everything back when one of them fails, and tells of the one that failed', async () => {
    await emptied();
    const work = inOneTransaction(test.app.db, (tx) => Promise.all([put(tx, 1), put(tx, 1), put(tx, 2)]));
    await expect(work).rejects.toMatchObject({ code: '23505' });
    expect(await kept()).toEqual([]);
    // the connection is as good as before
    await inOneTransaction(test.app.db, (tx) => put(tx, 3));
    expect(await kept()).toEqual([3]);
  });

  it('lets nothing be written after the end, where no transaction would take it back', async () => {
    await emptied();
    let late: Promise<unknown> = Promise.resolve();
    const work = inOneTransaction(test.app.db, async (tx) => {
      late = put(tx, 1).then(() => put(tx, 2));
      late.catch(() => undefined);
      await Promise.all([late, Promise.reject(new Error('refused'))]);
    });
    await expect(work).rejects.toThrow('refused');
    await expect(late).rejects.toThrow('after the end');
    expect(await kept()).toEqual([]);
  });

  it('prepares a statement again that could not be prepared in a transaction that had failed', async () => {
    await emptied();
    const fresh = (tx: Tx) => sql`select ${7}::int + 35 as answer`.execute(tx);
    await onOneConnection(test.app.db, async (db) => {
      await sql`begin`.execute(db);
      await expect(Promise.all([sql`select ${1}::int / 0`.execute(db), fresh(db)])).rejects.toThrow('zero');
      await sql`rollback`.execute(db);
      expect((await fresh(db)).rows).toEqual([{ answer: 42 }]);
    });
  });

  it('plans a statement once for all values where that is asked for, and no other', async () => {
    await emptied();
    const asked = (tx: Tx, n: number, once: string) =>
      sql`${sql.raw(once)}select ${n}::int + 1 as answer, ${n}::int as asked from trial where n = ${n}`.execute(
        tx,
      );
    const plans = async (tx: Tx) => {
      const { rows } = await sql<{
        once: boolean;
        generic_plans: number;
        custom_plans: number;
        mode: string;
      }>`
        select statement like '/* planned%' as once, generic_plans, custom_plans, current_setting('plan_cache_mode') as mode
        from pg_prepared_statements where statement like '%as asked from trial%' order by 1`.execute(tx);
      return rows;
    };
    await onOneConnection(test.app.db, async (db) => {
      for (const n of [1, 2, 3]) await Promise.all([asked(db, n, plannedOnce), asked(db, n, '')]);
      expect(await plans(db)).toEqual([
        { once: false, generic_plans: 0, custom_plans: 3, mode: 'auto' },
        { once: true, generic_plans: 3, custom_plans: 0, mode: 'auto' },
      ]);
    });
    const work = inOneTransaction(test.app.db, (tx) =>
      Promise.all([put(tx, 1), put(tx, 1), asked(tx, 4, plannedOnce)]),
    );
    await expect(work).rejects.toMatchObject({ code: '23505' });
    const { rows } =
      await sql`select current_setting('plan_cache_mode') as mode from generate_series(1, 2)`.execute(
        test.app.db,
      );
    expect(rows).toEqual([{ mode: 'auto' }, { mode: 'auto' }]);
  });
});
