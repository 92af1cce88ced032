import type { Calendar } from '@shouwen/calendar';
import { sql } from 'kysely';
import type { Tx } from '../tables.ts';
import { calendarsFor, columnsOf, type LoadedObligation, type ObligationRow, revive } from './store.ts';
import { nextDueOfLoaded } from './ticket-terms.ts';

const batchSize = 500;
const columns = ['state', 'outcome', 'due_at', 'next_at', 'done_at'] as const;

/**
 * Works everything owed out anew: each obligation's row must say what follows from its clock, its steps must be
 * numbered without a gap, and each ticket must say what its obligations give. Gives how many obligations there are.
 */
export async function verifyObligations(
  tx: Tx,
  org: number,
  now: Date,
  found: (what: string) => void,
): Promise<number> {
  let count = 0;
  for (let after = ''; ; ) {
    const tickets = await ticketsAfter(tx, org, after);
    const last = tickets.at(-1);
    if (!last) break;
    after = last.id;
    const ids = tickets.map((ticket) => ticket.id);
    const rows = await tx
      .selectFrom('obligation') // index obligation_by_ticket
      .selectAll()
      .where('org_id', '=', org)
      .where('ticket_id', 'in', ids)
      .execute();
    count += rows.length;
    const loaded = await verifyRows(tx, org, rows, found);
    const byTicket = new Map<string | null, LoadedObligation[]>();
    for (const one of loaded)
      byTicket.set(one.row.ticket_id, [...(byTicket.get(one.row.ticket_id) ?? []), one]);
    for (const ticket of tickets) {
      const wrong = nextDueProblem(ticket, byTicket.get(ticket.id) ?? [], now);
      if (wrong) found(`ticket ${ticket.number} ${wrong}`);
    }
  }
  const free = await tx
    .selectFrom('obligation')
    .selectAll()
    .where('org_id', '=', org)
    .where('ticket_id', 'is', null)
    .execute();
  await verifyRows(tx, org, free, found);
  return count + free.length;
}

function ticketsAfter(tx: Tx, org: number, after: string) {
  let query = tx
    .selectFrom('ticket')
    .select(['id', 'number', 'next_due_at', 'next_due_kind', 'overdue'])
    .where('org_id', '=', org)
    .orderBy('id')
    .limit(batchSize);
  if (after) query = query.where('id', '>', after);
  return query.execute();
}

/** Gives those whose clock can be read. */
async function verifyRows(
  tx: Tx,
  org: number,
  rows: ObligationRow[],
  found: (what: string) => void,
): Promise<LoadedObligation[]> {
  if (rows.length === 0) return [];
  const { rows: ledgers } = await sql<{
    id: string;
    count: number;
    first: number;
    last: number;
    opened: boolean;
  }>`
    select obligation_id as id, count(*) as count, min(seq) as first, max(seq) as last,
      bool_or(seq = 1 and kind = 'opened') as opened
    from obligation_step where org_id = ${org} and obligation_id = any (${rows.map((row) => row.id)}::uuid[])
    group by obligation_id`.execute(tx);
  const calendars = await calendarsFor(tx, org, rows);
  const byId = new Map(ledgers.map((ledger) => [ledger.id, ledger]));
  return rows.flatMap((row) => {
    const name = `obligation ${row.id} (${row.kind})`;
    const ledger = byId.get(row.id);
    if (!ledger?.opened) found(`${name}: its ledger does not begin with its opening`);
    else if (ledger.first !== 1 || ledger.last !== ledger.count) found(`${name}: its ledger has a gap`);
    const loaded = reviveOr(row, calendars, (error) => found(`${name}: its clock cannot be read: ${error}`));
    if (!loaded) return [];
    const right = columnsOf(loaded.clock);
    for (const column of columns)
      if (text(row[column]) !== text(right[column]))
        found(
          `${name}: ${column} is ${text(row[column])}, but follows as ${text(right[column])} from its clock`,
        );
    return [loaded];
  });
}

function reviveOr(
  row: ObligationRow,
  calendars: ReadonlyMap<string, Calendar>,
  failed: (error: string) => void,
): LoadedObligation | null {
  try {
    return revive(row, calendars);
  } catch (error) {
    failed(error instanceof Error ? error.message : String(error));
    return null;
  }
}

function nextDueProblem(
  ticket: { next_due_at: Date | null; next_due_kind: string | null; overdue: boolean },
  obligations: LoadedObligation[],
  now: Date,
): string | null {
  const right = nextDueOfLoaded(obligations, now);
  if (text(ticket.next_due_at) !== text(right.next_due_at))
    return `is due ${text(ticket.next_due_at)}, but ${text(right.next_due_at)} follows from its obligations`;
  // of two that are due at the same instant either may be named
  const named = obligations.some(
    ({ row, clock }) => row.kind === ticket.next_due_kind && text(clock.due_at) === text(right.next_due_at),
  );
  if (right.next_due_at !== null && !named) return `names ${ticket.next_due_kind} as due next`;
  // Between the instant and the sweep that acts on it the row may say either; once the miss is on record it must say so.
  const missed = obligations.some(
    ({ clock }) => clock.outcome === 'missed' && text(clock.due_at) === text(right.next_due_at),
  );
  if (ticket.overdue && !right.overdue) return 'says that it is overdue, but is not';
  return !ticket.overdue && right.overdue && missed ? 'does not say that it is overdue' : null;
}

function text(value: Date | string | null): string {
  return value instanceof Date ? value.toISOString() : (value ?? 'nothing');
}
