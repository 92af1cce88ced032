import type { Context } from '../context.ts';
import { notify } from '../notifications/notify.ts';
import { conflict } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { applyChange } from './apply-change.ts';
import type { TicketRow } from './find-ticket.ts';
import { statusOfCategory } from './marks.ts';
import { excerptOf, insertMessage } from './messages.ts';

export interface Decision {
  accepted: boolean;
  comment?: string | undefined;
}

/**
 * The customer confirms the solution, which closes the ticket, or refuses it, which reopens it and brings it back to
 * its first-contact owner (FCR-01, INT-19). Only a solved ticket can be decided on. The ticket must be locked.
 */
export async function decideSolution(
  tx: Tx,
  context: Context,
  before: TicketRow,
  decision: Decision,
): Promise<TicketRow> {
  if (before.status_category !== 'resolved') throw conflict('nothing_to_decide');
  const comment = decision.comment?.trim();
  const author = context.actor;
  const message = comment
    ? await insertMessage(tx, context, before, { kind: 'incoming', body: comment, channel: 'portal', author })
    : null;
  const said = { ...(comment ? { excerpt: excerptOf(comment) } : {}) };
  return decision.accepted
    ? confirm(tx, context, before, message, said)
    : decline(tx, context, before, message, said);
}

async function confirm(
  tx: Tx,
  context: Context,
  before: TicketRow,
  message: string | null,
  said: { excerpt?: string },
): Promise<TicketRow> {
  const confirmed = await applyChange(
    tx,
    context,
    before,
    { ...said, customer_confirmed_at: context.now },
    { kind: 'ticket.confirmed', data: { message } },
  );
  const { ticket } = await applyChange(
    tx,
    context,
    confirmed.ticket,
    { status_key: statusOfCategory(context.configuration, 'closed'), status_category: 'closed' },
    { kind: 'ticket.closed', data: { because: 'confirmed' } },
  );
  return ticket;
}

async function decline(
  tx: Tx,
  context: Context,
  before: TicketRow,
  message: string | null,
  said: { excerpt?: string },
): Promise<TicketRow> {
  const owner = before.first_contact_owner_id ?? before.assignee_id;
  const { ticket, eventId } = await applyChange(
    tx,
    context,
    before,
    {
      ...said,
      assignee_id: owner,
      status_key: statusOfCategory(context.configuration, 'open'),
      status_category: 'open',
    },
    { kind: 'ticket.declined', data: { message } },
  );
  await notify(tx, context, {
    users: owner ? [owner] : [],
    kind: 'ticket.declined',
    ticketId: ticket.id,
    eventId,
  });
  return ticket;
}
