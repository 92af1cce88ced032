import { sql } from 'kysely';
import type { App, Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { eventsAfter, type PlacedEvent } from './read-ledger.ts';

/** Something that follows the ledger with a stored cursor: each event reaches it once, whatever is killed and when. */
export interface LedgerReader {
  /** its cursor's key in ledger_reader */
  name: string;
  /** what it makes of a batch, in the transaction that also moves the cursor */
  handle(tx: Tx, context: Context, events: PlacedEvent[]): Promise<void>;
}

/** How many events a batch has at most. */
export const readAtOnce = 500;

/**
 * Reads one batch on. Of several processes one advances a reader at a time; the others get 0 without waiting. Gives
 * how many events were handled.
 */
export async function readOn(
  app: App,
  systemContext: () => Promise<Context>,
  reader: LedgerReader,
): Promise<number> {
  if (!(await isBehind(app, reader.name))) return 0;
  const context = await systemContext();
  return app.db.transaction().execute(async (tx) => {
    const cursor = await tx
      .selectFrom('ledger_reader')
      .select('position')
      .where('org_id', '=', app.org)
      .where('name', '=', reader.name)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!cursor) return 0;
    const events = await eventsAfter(tx, app.org, cursor.position, readAtOnce);
    const last = events.at(-1);
    if (!last) return 0;
    await reader.handle(tx, context, events);
    await tx
      .updateTable('ledger_reader')
      .set({ position: last.position })
      .where('org_id', '=', app.org)
      .where('name', '=', reader.name)
      .execute();
    return events.length;
  });
}

/** Whether there is anything to read. A reader that has no cursor yet gets one. */
async function isBehind(app: App, name: string): Promise<boolean> {
  const { rows } = await sql<{ at: number | null; head: number | null }>`
    select (select position from ledger_reader where org_id = ${app.org} and name = ${name}) as at,
      (select position from ledger_head where org_id = ${app.org}) as head`.execute(app.db);
  const { at = null, head = null } = rows[0] ?? {};
  if (at === null)
    await app.db
      .insertInto('ledger_reader')
      .values({ org_id: app.org, name, position: 0 })
      .onConflict((clash) => clash.columns(['org_id', 'name']).doNothing())
      .execute();
  return (head ?? 0) > (at ?? 0);
}
