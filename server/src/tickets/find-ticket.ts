import type { Selectable } from 'kysely';
import type { Context } from '../context.ts';
import { forbidden, notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { ticketRights, ticketsWhere } from './policy.ts';
import type { TicketTable } from './tables.ts';

export type TicketRow = Selectable<TicketTable>;

/** The ticket of that number, if this viewer may see it. Throws not-found otherwise, whatever the reason. */
export async function findTicket(tx: Tx, context: Context, number: number): Promise<TicketRow> {
  const row = await tx
    .selectFrom('ticket as t')
    .selectAll('t')
    .where('t.org_id', '=', context.org)
    .where('t.number', '=', number)
    .where(ticketsWhere(context))
    .executeTakeFirst();
  if (!row) throw notFound('ticket');
  return row;
}

/**
 * The ticket of that number, locked to the end of the transaction, if the viewer may see it and holds `right` there
 * (a name of `ticketRights`). Access first: every change of a ticket begins with this call.
 */
export async function lockTicket(
  tx: Tx,
  context: Context,
  number: number,
  right: string,
): Promise<TicketRow> {
  const row = await tx
    .selectFrom('ticket as t')
    .selectAll('t')
    .where('t.org_id', '=', context.org)
    .where('t.number', '=', number)
    .where(ticketsWhere(context))
    .forUpdate('t')
    .executeTakeFirst();
  if (!row) throw notFound('ticket');
  if (!ticketRights(context, row)[right]) throw forbidden(`ticket.${right}`);
  return row;
}

/** A ticket by id, locked, without asking who looks: for the product itself and for holders of a private link. */
export async function lockTicketById(tx: Tx, context: Context, id: string): Promise<TicketRow> {
  const row = await tx
    .selectFrom('ticket')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound('ticket');
  return row;
}
