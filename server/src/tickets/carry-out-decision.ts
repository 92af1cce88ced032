import type { Context } from '../context.ts';
import { notify } from '../notifications/notify.ts';
import type { Tx } from '../tables.ts';
import { applyChange } from './apply-change.ts';
import type { TicketRow } from './find-ticket.ts';
import { statusOfCategory } from './marks.ts';
import { excerptOf, insertMessage } from './messages.ts';
import { isSameCustomer } from './same-customer.ts';

export interface Decision {
  accepted: boolean;
  comment?: string | undefined;
}

/** What the customer wrote beside a decision. */
export interface Comment {
  messageId: string;
  body: string;
}

/** Whether there is a solution that the one who acts may confirm or refuse. */
export async function mayDecide(tx: Tx, context: Context, ticket: TicketRow): Promise<boolean> {
  if (ticket.status_category !== 'resolved') return false;
  const { actor } = context;
  return actor.kind !== 'customer' || isSameCustomer(tx, context, actor.id, ticket.customer_id);
}

/** Writes what the customer said to it onto the ticket's thread; null when that is nothing. */
export async function commentOn(
  tx: Tx,
  context: Context,
  ticket: TicketRow,
  decision: Decision,
): Promise<Comment | null> {
  const body = decision.comment?.trim();
  if (!body) return null;
  const author = context.actor;
  const message = { kind: 'incoming' as const, body, channel: 'portal' as const, author };
  return { messageId: await insertMessage(tx, context, ticket, message), body };
}

/** Carries the decision out on one ticket. `merges`: it came on a merged-in thread, and goes when one of these is undone. */
export async function decide(
  tx: Tx,
  context: Context,
  before: TicketRow,
  accepted: boolean,
  comment: Comment | null,
  merges: readonly string[] = [],
): Promise<TicketRow> {
  const said = comment ? { excerpt: excerptOf(comment.body) } : {};
  const event = { data: { message: comment?.messageId ?? null }, merges };
  return accepted ? confirm(tx, context, before, said, event) : decline(tx, context, before, said, event);
}

interface Told {
  data: Record<string, unknown>;
  merges: readonly string[];
}

async function confirm(
  tx: Tx,
  context: Context,
  before: TicketRow,
  said: { excerpt?: string },
  event: Told,
): Promise<TicketRow> {
  const confirmed = await applyChange(
    tx,
    context,
    before,
    { ...said, customer_confirmed_at: context.now },
    { kind: 'ticket.confirmed', ...event },
  );
  const { ticket } = await applyChange(
    tx,
    context,
    confirmed.ticket,
    { status_key: statusOfCategory(context.configuration, 'closed'), status_category: 'closed' },
    { kind: 'ticket.closed', data: { because: 'confirmed' }, merges: event.merges },
  );
  return ticket;
}

async function decline(
  tx: Tx,
  context: Context,
  before: TicketRow,
  said: { excerpt?: string },
  event: Told,
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
      snoozed_until: null,
    },
    { kind: 'ticket.declined', ...event, contact: 'portal', refused: true },
  );
  await notify(tx, context, {
    users: owner ? [owner] : [],
    kind: 'ticket.declined',
    ticketId: ticket.id,
    eventId,
  });
  return ticket;
}
