import type { Actor, Context } from '../context.ts';
import { findLink } from '../links/find-link.ts';
import { notify } from '../notifications/notify.ts';
import { completeObligation } from '../obligations/end-obligation.ts';
import { viewerOf } from '../people/viewer.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { applyChange } from './apply-change.ts';
import { type LockedConsultation, lockConsultation, lockConsultationById } from './find-consultation.ts';
import { insertMessage } from './messages.ts';
import { type PartnerView, partnerView } from './partner-view.query.ts';
import { waysUp } from './threads.query.ts';

/** The colleague who was asked answers: the answer is a note on the thread on which it was asked. */
export async function answerConsultation(
  tx: Tx,
  context: Context,
  number: number,
  id: string,
  body: string,
): Promise<void> {
  const locked = await lockConsultation(tx, context, number, id);
  if (locked.consultation.asked_user_id !== viewerOf(context).userId)
    throw new Refusal('forbidden', 'not_asked');
  await answer(tx, context, locked, body, context.actor);
}

/** What an outside partner sees behind the private link of a question. Throws not-found for a link that is not valid. */
export async function readConsultation(tx: Tx, context: Context, token: string): Promise<PartnerView> {
  return partnerView(tx, context, await idBehind(tx, context, token));
}

/** The partner who was asked answers on the private link, without an account. Gives what the partner sees then. */
export async function answerAsPartner(
  tx: Tx,
  context: Context,
  token: string,
  body: string,
): Promise<PartnerView> {
  const id = await idBehind(tx, context, token);
  const locked = await lockConsultationById(tx, context, id);
  const partner: Actor = { kind: 'partner', id, name: locked.consultation.partner_name ?? '' };
  await answer(tx, { ...context, viewer: null, actor: partner }, locked, body, partner);
  return partnerView(tx, context, id);
}

async function idBehind(tx: Tx, context: Context, token: string): Promise<string> {
  const link = await findLink(tx, context, token, 'consultation');
  if (!link.consultation_id) throw notFound('link');
  return link.consultation_id;
}

async function answer(
  tx: Tx,
  context: Context,
  { ticket, consultation }: LockedConsultation,
  body: string,
  author: Actor,
): Promise<void> {
  if (consultation.state !== 'open') throw conflict('consultation_ended');
  const message = await insertMessage(tx, context, ticket, {
    kind: 'note',
    body,
    channel: author.kind === 'partner' ? 'portal' : ticket.channel,
    author,
    consultationId: consultation.id,
  });
  await tx
    .updateTable('consultation')
    .set({ state: 'answered', answered_at: context.now, answer_message_id: message })
    .where('org_id', '=', context.org)
    .where('id', '=', consultation.id)
    .execute();
  const { eventId } = await applyChange(
    tx,
    context,
    ticket,
    {},
    { kind: 'ticket.consultation_answered', data: { consultation: consultation.id, message } },
  );
  if (consultation.obligation_id) await completeObligation(tx, context, consultation.obligation_id, eventId);
  const shown = (await waysUp(tx, context, ticket.id)).at(-1)?.target ?? ticket.id;
  await notify(tx, context, {
    users: [consultation.asked_by],
    kind: 'ticket.consultation_answered',
    ticketId: shown,
    eventId,
  });
}
