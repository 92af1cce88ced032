import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { consultationLink } from '../links/consultation-link.ts';
import { notify } from '../notifications/notify.ts';
import { openObligation } from '../obligations/open-obligation.ts';
import { enqueueMail } from '../outbox/enqueue-mail.ts';
import { requireActiveUser } from '../people/find-people.ts';
import { type Viewer, viewerOf } from '../people/viewer.ts';
import { invalid } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { say } from '../platform/texts.ts';
import type { Tx } from '../tables.ts';
import { lockForWork, type TicketRow } from './find-ticket.ts';

export interface Question {
  question: string;
  user_id?: string | undefined;
  partner?: { name: string; email: string } | undefined;
  due_minutes: number;
}

/**
 * Asks a colleague, who may see the ticket from then on, or an outside partner, who gets a private link by mail and
 * needs no account (INT-11). The answer is owed in its own time: by the colleague, or for a partner by whoever asks.
 * Gives the consultation's id and the address where it is answered.
 */
export async function consult(
  tx: Tx,
  context: Context,
  number: number,
  input: Question,
): Promise<{ ticket: TicketRow; id: string; url: string }> {
  const ticket = await lockForWork(tx, context, number, 'write');
  const viewer = viewerOf(context);
  const { partner } = input;
  if ((input.user_id === undefined) === (partner === undefined)) throw invalid('user_id', 'ask_one');
  if (input.user_id === viewer.userId) throw invalid('user_id', 'ask_self');
  const asked = input.user_id ? await requireActiveUser(tx, context, input.user_id, 'user_id') : null;
  const [id, eventId] = [newId(context.now), newId(context.now)];
  const { row: obligation } = await openObligation(tx, context, {
    kind: 'consultation',
    subject: { kind: 'consultation', id },
    ticketId: ticket.id,
    unitId: ticket.unit_id,
    owner: { owner_user_id: asked?.id ?? viewer.userId, owner_team_id: null },
    terms: {
      target: { elapsed_minutes: input.due_minutes },
      warnings: [{ share: 0.8 }],
      escalations: [{ after_minutes: 0 }],
    },
    eventId,
  });
  await tx
    .insertInto('consultation')
    .values({
      org_id: context.org,
      id,
      ticket_id: ticket.id,
      question: input.question,
      asked_user_id: asked?.id ?? null,
      partner_name: partner?.name ?? null,
      partner_email: partner?.email ?? null,
      asked_by: viewer.userId,
      asked_at: context.now,
      state: 'open',
      answered_at: null,
      answer_message_id: null,
      obligation_id: obligation.id,
    })
    .execute();
  await appendEvent(tx, context, {
    id: eventId,
    kind: 'consultation.asked',
    subject: { kind: 'consultation', id },
    ticketId: ticket.id,
    data: { consultation: id, asked: asked?.id ?? 'partner', obligation: obligation.id },
    payload: { question: input.question, ...(partner ? { partner } : {}) },
  });
  if (asked) {
    await notify(tx, context, {
      users: [asked.id],
      kind: 'consultation.asked',
      ticketId: ticket.id,
      obligationId: obligation.id,
      eventId,
    });
    return { ticket, id, url: `${context.app.settings.url}/tickets/${ticket.number}` };
  }
  const url = await consultationLink(tx, context, ticket.id, id);
  if (partner)
    await enqueueMail(tx, context, {
      kind: 'consultation',
      to: { address: partner.email, name: partner.name },
      subject: say(context.language, 'mail.consultation_subject', { asker: viewer.name }),
      body: say(context.language, 'mail.consultation', {
        asker: viewer.name,
        organisation: context.configuration.organisation,
        question: input.question,
        due: momentFor(viewer, context, obligation.due_at ?? context.now),
        url,
      }),
      ticketId: ticket.id,
      eventId,
    });
  return { ticket, id, url };
}

/** A moment as the asker would say it, with the zone that it is meant in. */
function momentFor(viewer: Viewer, context: Context, at: Date): string {
  return new Intl.DateTimeFormat(context.language, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: viewer.timeZone,
    timeZoneName: 'short',
  }).format(at);
}
