import type { Tx } from '../tables.ts';
import { brokenTickets } from './verify-tickets.query.ts';

/** Each ticket must have been opened by exactly one event and hold the message that it was opened with. Gives how many there are. */
export async function verifyTickets(
  tx: Tx,
  org: number,
  found: (what: string) => void,
  limit: number,
): Promise<number> {
  for (const { number, opened, messages } of await brokenTickets(tx, org, limit)) {
    if (opened !== 1) found(`ticket ${number} was opened by ${opened} events`);
    if (!messages) found(`ticket ${number} has no message`);
  }
  const { count } = await tx
    .selectFrom('ticket')
    .select((all) => all.fn.countAll<number>().as('count'))
    .where('org_id', '=', org)
    .executeTakeFirstOrThrow();
  return count;
}
