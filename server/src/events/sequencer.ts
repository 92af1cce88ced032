import { sql } from 'kysely';
import type { App } from '../context.ts';
import { type Loop, startLoop } from '../platform/loop.ts';
import { inOneTransaction } from '../platform/one-connection.ts';
import type { Tx } from '../tables.ts';
import { chained, genesis, hashOf } from './chain.ts';

/** Where the position of the last event is announced after each batch, outside every business transaction. */
export const ledgerChannel = 'shouwen_ledger';

const batchSize = 500;
const idleLook = 100; // ms; events of other processes are found by then
const rest = 20; // ms between two batches, so that a busy time makes larger ones and not more of them

/**
 * Gives committed events their positions, in the order in which they were appended, and chains their hashes. Of all
 * processes that try at once one does it; the others get 0. Gives how many events were placed, at most 500.
 */
export async function sequenceBatch(app: App): Promise<number> {
  if (!(await anyUnsequenced(app))) return 0;
  return inOneTransaction(app.db, (tx) => place(tx, app.org));
}

/** Places every event that is committed by now. Gives how many were placed by this call. */
export async function sequenceAll(app: App): Promise<number> {
  let total = 0;
  for (let count = await sequenceBatch(app); count > 0; count = await sequenceBatch(app)) total += count;
  return total;
}

/** Goes on placing events until it is stopped; `onPlaced` is told after each batch. Nudge it when events were appended. */
export function startSequencer(app: App, onPlaced: () => void): Loop {
  return startLoop({
    name: 'sequencer',
    log: app.log,
    step: async () => {
      const count = await sequenceBatch(app);
      if (count > 0) onPlaced();
      return count === batchSize ? 0 : idleLook;
    },
    rest,
  });
}

async function anyUnsequenced(app: App): Promise<boolean> {
  const found = await app.db
    .selectFrom('event') // index event_unsequenced
    .select('id')
    .where('org_id', '=', app.org)
    .where('position', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

async function place(tx: Tx, org: number): Promise<number> {
  // The lock is taken before anything is read, so that what the last holder committed is seen.
  const [{ rows }, head, events] = await Promise.all([
    sql<{ elected: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${`sequencer ${org}`}, 5)) as elected`.execute(tx),
    tx.selectFrom('ledger_head').selectAll().where('org_id', '=', org).executeTakeFirst(),
    tx
      .selectFrom('event') // index event_unsequenced
      .select(chained)
      .where('org_id', '=', org)
      .where('position', 'is', null)
      .orderBy('seq')
      .limit(batchSize)
      .execute(),
  ]);
  if (!rows[0]?.elected || events.length === 0) return 0;
  let position = head?.position ?? 0;
  let hash: Buffer = head?.hash ?? genesis;
  const placed = events.map((event) => {
    position += 1;
    hash = hashOf(hash, position, event);
    return { id: event.id, position, hash };
  });
  // `position is null` keeps it on index event_unsequenced whatever the planner believes about the size of the table
  const update = sql`
    update event set position = placed.position, hash = placed.hash
    from unnest(${placed.map((one) => one.id)}::uuid[], ${placed.map((one) => one.position)}::bigint[],
      ${placed.map((one) => one.hash)}::bytea[]) as placed (id, position, hash)
    where event.org_id = ${org} and event.position is null and event.id = placed.id`;
  const upsert = tx
    .insertInto('ledger_head')
    .values({ org_id: org, position, hash })
    .onConflict((clash) => clash.column('org_id').doUpdateSet({ position, hash }));
  const notify = sql`select pg_notify(${ledgerChannel}, ${String(position)})`;
  await Promise.all([update.execute(tx), upsert.execute(), notify.execute(tx)]);
  return placed.length;
}
