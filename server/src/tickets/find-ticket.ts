import type { Selectable } from 'kysely';
import type { Context } from '../context.ts';
import { conflict, forbidden, notFound } from '../platform/errors.ts';
import { query } from '../platform/sql.ts';
import type { Tx } from '../tables.ts';
import { ticketRights, ticketsSql, ticketsWhere } from './policy.ts';
import type { TicketTable } from './tables.ts';

export type TicketRow = Selectable<TicketTable>;

/** The ticket of that number, if this viewer may see it. Throws not-found otherwise, whatever the reason. */
export async function findTicket(tx: Tx, context: Context, number: number): Promise<TicketRow> {
  const policy = ticketsSql(context, 3);
  const [row] = await query<TicketRow>(
    tx,
    `select t.* from ticket t where t.org_id = $1 and t.number = $2 and ${policy.text}`, // index ticket_by_number
    [context.org, number, ...policy.values],
  );
  if (!row) throw notFound('ticket');
  return row;
}

/**
 * The tickets of those numbers in their order, locked to the end of the transaction, if the viewer may see them and
 * holds `right` (a name of `ticketRights`) on each. They are locked in order of id, which keeps deadlocks away.
 */
export async function lockTickets(
  tx: Tx,
  context: Context,
  numbers: readonly number[],
  right: string,
): Promise<TicketRow[]> {
  const rows = await tx
    .selectFrom('ticket as t')
    .selectAll('t')
    .where('t.org_id', '=', context.org)
    .where('t.number', 'in', numbers)
    .where(ticketsWhere(context))
    .orderBy('t.id')
    .forUpdate('t')
    .execute();
  return numbers.map((number) => {
    const row = rows.find((one) => one.number === number);
    if (!row) throw notFound('ticket');
    if (!ticketRights(context, row)[right]) throw forbidden(`ticket.${right}`);
    return row;
  });
}

/** One ticket by number, locked, with the same demands. Access first: every change of a ticket begins with this call. */
export async function lockTicket(
  tx: Tx,
  context: Context,
  number: number,
  right: string,
): Promise<TicketRow> {
  const [row] = await lockTickets(tx, context, [number], right);
  if (!row) throw notFound('ticket');
  return row;
}

/** The same for work on it: refused while it is merged into another ticket. */
export async function lockForWork(
  tx: Tx,
  context: Context,
  number: number,
  right: string,
): Promise<TicketRow> {
  const row = await lockTicket(tx, context, number, right);
  if (row.merged_into_id) throw conflict('ticket_merged');
  return row;
}

/**
 * A ticket by id, locked, without asking who looks: for the product itself and for holders of a private link. What it
 * is merged into is locked with it, for a message on the one acts on the other.
 */
export async function lockTicketById(tx: Tx, context: Context, id: string): Promise<TicketRow> {
  const rows = await tx
    .withRecursive('chain', (with_) =>
      with_
        .selectFrom('ticket')
        .select(['id', 'merged_into_id'])
        .where('org_id', '=', context.org)
        .where('id', '=', id)
        .unionAll((union) =>
          union
            .selectFrom('ticket as above')
            .innerJoin('chain', 'chain.merged_into_id', 'above.id')
            .select(['above.id', 'above.merged_into_id'])
            .where('above.org_id', '=', context.org),
        ),
    )
    .selectFrom('ticket')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', 'in', (expression) => expression.selectFrom('chain').select('chain.id'))
    .orderBy('id')
    .forUpdate('ticket')
    .execute();
  const row = rows.find((one) => one.id === id);
  if (!row) throw notFound('ticket');
  return row;
}
