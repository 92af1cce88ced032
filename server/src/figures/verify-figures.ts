import { loadConfiguration } from '../configuration/load-configuration.ts';
import type { Tx } from '../tables.ts';
import { followLedger } from './follow-ledger.ts';
import { ticketsAfter, unreadTickets } from './sources.query.ts';
import { differing } from './write-facts.ts';

const batchSize = 500;

/**
 * Reads the course of every ticket from the ledger anew and holds it against its facts. Tickets of which the reader has
 * not read everything are left out. Gives how many were looked at.
 */
export async function verifyFigures(tx: Tx, org: number, found: (what: string) => void): Promise<number> {
  const cursor = await tx
    .selectFrom('ledger_reader')
    .select('position')
    .where('org_id', '=', org)
    .where('name', '=', followLedger.name)
    .executeTakeFirst();
  if (!cursor) return 0;
  const configuration = await loadConfiguration(tx, org);
  const unread = await unreadTickets(tx, org, cursor.position);
  let count = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const tickets = await ticketsAfter(tx, org, after, batchSize);
    const last = tickets.at(-1);
    if (!last) return count;
    after = last;
    const read = tickets.filter((id) => !unread.has(id));
    const wrong = await differing(tx, { org, configuration }, read, cursor.position);
    for (const number of await numbersOf(tx, org, [...wrong.keys()]))
      found(`the figures of ticket ${number} are not what the ledger tells`);
    count += read.length;
  }
}

async function numbersOf(tx: Tx, org: number, ids: readonly string[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('ticket')
    .select('number')
    .where('org_id', '=', org)
    .where('id', 'in', ids)
    .orderBy('number')
    .execute();
  return rows.map((row) => row.number);
}
