import { sql } from 'kysely';
import type { Tx } from '../tables.ts';
import { ticketsOfCustomers } from './due.ts';
import { concernedBy, followLedger } from './follow-ledger.ts';
import { rootsOf } from './sources.query.ts';

const most = 50_000;

/**
 * The tickets whose documents are behind: marked, or told of by events that the reader has not come to. Null when there
 * are too many to say, as on a first start.
 */
export async function pendingTickets(tx: Tx, org: number): Promise<Set<string> | null> {
  const due = await tx
    .selectFrom('search_due')
    .select('ticket_id')
    .where('org_id', '=', org)
    .limit(most)
    .execute();
  const reader = await tx
    .selectFrom('ledger_reader')
    .select('position')
    .where('org_id', '=', org)
    .where('name', '=', followLedger.name)
    .executeTakeFirst();
  const events = await tx
    .selectFrom('event') // indexes event_position, event_unsequenced
    .select(['kind', 'subject_kind', 'subject_id', 'ticket_id', 'data'])
    .where('org_id', '=', org)
    .where((either) =>
      either.or([either('position', '>', reader?.position ?? 0), either('position', 'is', null)]),
    )
    .limit(most)
    .execute();
  if (due.length === most || events.length === most) return null;
  const { written, moved, customers } = concernedBy(events);
  const { rows } = await sql<{ id: string }>`${ticketsOfCustomers(org, customers)}`.execute(tx);
  const ids = new Set([
    ...due.map((row) => row.ticket_id),
    ...written,
    ...moved,
    ...rows.map((row) => row.id),
  ]);
  const roots = await rootsOf(tx, org, [...ids]);
  return new Set([...ids, ...roots.values()]);
}
