import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { NextDue } from '../obligations/ticket-terms.ts';
import type { Tx } from '../tables.ts';

/**
 * Writes into tickets' rows what their lists say about due times, in the transaction that changed an obligation. The
 * tickets must be locked. Neither activity nor ETag changes by it.
 */
export async function writeNextDue(
  tx: Tx,
  context: Context,
  tickets: { id: string; nextDue: NextDue }[],
): Promise<void> {
  if (tickets.length === 0) return;
  const column = <T>(of: (nextDue: NextDue) => T) => tickets.map(({ nextDue }) => of(nextDue));
  const ids = tickets.map((ticket) => ticket.id);
  await sql`
    update ticket set next_due_at = due.at, next_due_kind = due.kind, overdue = due.overdue
    from unnest(${ids}::uuid[], ${column((due) => due.next_due_at)}::timestamptz[],
      ${column((due) => due.next_due_kind)}::text[], ${column((due) => due.overdue)}::boolean[])
      as due (ticket_id, at, kind, overdue)
    where ticket.org_id = ${context.org} and ticket.id = any (${ids}::uuid[]) and ticket.id = due.ticket_id
      and (ticket.next_due_at, ticket.next_due_kind, ticket.overdue) is distinct from (due.at, due.kind, due.overdue)`.execute(
    tx,
  );
}
