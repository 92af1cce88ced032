import type { Selectable } from 'kysely';
import type { Context } from '../context.ts';
import { notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { findTicket, lockTicketById, type TicketRow } from './find-ticket.ts';
import type { ConsultationTable } from './tables.ts';
import { threadsOf } from './threads.query.ts';

export interface LockedConsultation {
  /** the ticket on whose thread it was asked */
  ticket: TicketRow;
  consultation: Selectable<ConsultationTable>;
}

/** A question on a ticket that the viewer may see, or on one merged into it, locked with the ticket of its thread. */
export async function lockConsultation(
  tx: Tx,
  context: Context,
  number: number,
  id: string,
): Promise<LockedConsultation> {
  const shown = await findTicket(tx, context, number);
  const threads = await threadsOf(tx, context, shown.id);
  const known = await tx
    .selectFrom('consultation')
    .select('id')
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .where(
      'ticket_id',
      'in',
      threads.map((thread) => thread.id),
    )
    .executeTakeFirst();
  if (!known) throw notFound('consultation');
  return lockConsultationById(tx, context, id);
}

/** A question by id, locked with its ticket, without asking who looks. Throws not-found. */
export async function lockConsultationById(
  tx: Tx,
  context: Context,
  id: string,
): Promise<LockedConsultation> {
  const where = () =>
    tx.selectFrom('consultation').selectAll().where('org_id', '=', context.org).where('id', '=', id);
  const known = await where().executeTakeFirst();
  if (!known) throw notFound('consultation');
  const ticket = await lockTicketById(tx, context, known.ticket_id);
  return { ticket, consultation: await where().forUpdate().executeTakeFirstOrThrow() };
}
