import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { notify } from '../notifications/notify.ts';
import { cancelObligation } from '../obligations/end-obligation.ts';
import { viewerOf } from '../people/viewer.ts';
import { conflict, forbidden } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { lockConsultation } from './find-consultation.ts';
import { ticketRights } from './policy.ts';

/**
 * Takes a question back: nothing is owed any more, and a colleague who saw the ticket only for it does so no longer.
 * For whoever asked, and for those who may write on the ticket.
 */
export async function withdrawConsultation(
  tx: Tx,
  context: Context,
  number: number,
  id: string,
): Promise<void> {
  const { ticket, consultation } = await lockConsultation(tx, context, number, id);
  const own = consultation.asked_by === viewerOf(context).userId;
  if (!own && !ticketRights(context, ticket).write) throw forbidden('ticket.write');
  if (consultation.state !== 'open') throw conflict('consultation_ended');
  await tx
    .updateTable('consultation')
    .set({ state: 'withdrawn' })
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .execute();
  const eventId = await appendEvent(tx, context, {
    kind: 'consultation.withdrawn',
    subject: { kind: 'consultation', id },
    ticketId: ticket.id,
    data: { consultation: id, asked: consultation.asked_user_id ?? 'partner' },
  });
  if (consultation.obligation_id)
    await cancelObligation(tx, context, consultation.obligation_id, 'withdrawn', eventId);
  await notify(tx, context, {
    users: consultation.asked_user_id ? [consultation.asked_user_id] : [],
    kind: 'consultation.withdrawn',
    ticketId: ticket.id,
    eventId,
  });
}
