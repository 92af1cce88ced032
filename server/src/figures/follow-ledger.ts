import type { LedgerReader } from '../events/reader.ts';
import { writeFacts } from './write-facts.ts';

/**
 * Reads the ledger and makes the facts of each ticket that it tells of anew. Another name makes it read from the
 * beginning: a version of the product that counts otherwise gives it one.
 */
export const followLedger: LedgerReader = {
  name: 'figures',
  async handle(tx, context, events) {
    const last = events.at(-1);
    if (!last) return;
    const tickets = new Set(events.flatMap(({ ticket_id }) => ticket_id ?? []));
    await writeFacts(tx, context, [...tickets], last.position);
  },
};
