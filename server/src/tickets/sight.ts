import { predicate } from '@shouwen/conditions';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { type TicketRecord, ticketFields } from './fields.ts';
import { ticketPolicy } from './policy.ts';
import { ticketRecords } from './ticket-records.query.ts';

export type { TicketRecord };

/** The access policy of tickets for one viewer, made ready to be asked of many records in memory. */
export function sightOf(
  context: Pick<Context, 'viewer' | 'configuration' | 'now'>,
): (ticket: TicketRecord) => boolean {
  return predicate(ticketPolicy(context.viewer), ticketFields(context.configuration), { now: context.now });
}

/** What `sightOf` has to be asked of. Tickets that are not there are left out. */
export function recordsOf(tx: Tx, org: number, ids: readonly string[]): Promise<TicketRecord[]> {
  return ticketRecords(tx, org, ids);
}
