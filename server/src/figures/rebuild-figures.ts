import type { App, Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { followLedger } from './follow-ledger.ts';
import { ticketsAfter } from './sources.query.ts';
import { writeFacts } from './write-facts.ts';

const portion = 500;

/**
 * Makes the facts of every ticket anew from the ledger, portion by portion, while everything runs: each portion is put
 * right in one step, and what was right stays untouched. Broken off, it can be begun again. `onProgress` hears how many
 * tickets are done. Gives how many there are and how many had other facts.
 */
export async function rebuildFigures(
  app: App,
  systemContext: () => Promise<Context>,
  onProgress: (done: number) => void = () => undefined,
): Promise<{ tickets: number; righted: number }> {
  const context = await systemContext();
  const sum = { tickets: 0, righted: 0 };
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const tickets = await ticketsAfter(app.db, app.org, after, portion);
    const last = tickets.at(-1);
    if (!last) return sum;
    after = last;
    sum.righted += await app.db.transaction().execute(async (tx) => {
      const position = await holdReader(tx, app.org);
      return writeFacts(tx, context, tickets, position);
    });
    sum.tickets += tickets.length;
    onProgress(sum.tickets);
  }
}

/** Keeps the reader from going on meanwhile: two that write the same facts would be in each other's way. Gives how far it has come. */
async function holdReader(tx: Tx, org: number): Promise<number> {
  const cursor = await tx
    .selectFrom('ledger_reader')
    .select('position')
    .where('org_id', '=', org)
    .where('name', '=', followLedger.name)
    .forUpdate()
    .executeTakeFirst();
  return cursor?.position ?? 0;
}
