import { sql } from 'kysely';
import type { LedgerReader } from '../events/reader.ts';
import type { Tx } from '../tables.ts';
import { markDue, markDueOfCustomers } from './due.ts';

interface Told {
  kind: string;
  subject_kind: string;
  subject_id: string;
  ticket_id: string | null;
  data: Record<string, unknown>;
}

// Events of a ticket that change nothing of what it is found by. All others are looked into: what kind may come to
// carry a text is not for search to know, and a document that turns out the same is not written.
const textless = [
  'ticket.taken',
  'ticket.transferred',
  'ticket.owner_changed',
  'ticket.snoozed',
  'ticket.woken',
  'ticket.watcher_added',
  'ticket.watcher_removed',
  'ticket.linked',
  'ticket.unlinked',
  'ticket.link_given',
  'ticket.mentioned',
];
const isTextless = (kind: string) =>
  textless.includes(kind) || /^(?:obligation|task|consultation)\./.test(kind);

/** Reads the ledger and marks the tickets whose documents it makes out of date; of the others only the moment moves. */
export const followLedger: LedgerReader = {
  name: 'search',
  async handle(tx, { org }, events) {
    const { written, moved, customers } = concernedBy(events);
    await markDue(tx, org, written);
    await markDueOfCustomers(tx, org, customers);
    await moveActivity(tx, org, moved);
  },
};

/** What events make out of date: documents, only the moments of documents, and the documents of customers' tickets. */
export function concernedBy(events: readonly Told[]): {
  written: string[];
  moved: string[];
  customers: string[];
} {
  const written = new Set<string>();
  const moved = new Set<string>();
  for (const { kind, ticket_id } of events)
    if (ticket_id) (isTextless(kind) ? moved : written).add(ticket_id);
  // a merge and its undoing name both sides
  const customers = events
    .filter((event) => event.subject_kind === 'customer' && event.kind !== 'customer.created')
    .flatMap(({ subject_id, data }) => [subject_id, data.into, data.from])
    .filter((id) => typeof id === 'string');
  return {
    written: [...written],
    moved: [...moved].filter((id) => !written.has(id)),
    customers: [...new Set(customers)],
  };
}

/** Documents are sorted by the moment of their ticket's last activity. */
async function moveActivity(tx: Tx, org: number, tickets: string[]): Promise<void> {
  if (tickets.length === 0) return;
  await sql`
    update search_document d set activity_at = t.last_activity_at from ticket t
    where d.org_id = ${org} and d.ticket_id = any(${tickets}::uuid[])
      and t.org_id = d.org_id and t.id = d.ticket_id and d.activity_at <> t.last_activity_at`.execute(tx);
}
