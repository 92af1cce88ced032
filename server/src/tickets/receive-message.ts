import type { Channel, StatusCategory } from '@shouwen/api';
import type { Context } from '../context.ts';
import { notify } from '../notifications/notify.ts';
import type { Tx } from '../tables.ts';
import { applyChange, type TicketSet } from './apply-change.ts';
import type { TicketRow } from './find-ticket.ts';
import { statusOfCategory } from './marks.ts';
import { excerptOf, insertMessage } from './messages.ts';

export interface ReceivedMessage {
  body: string;
  channel: Channel;
  author: { kind: 'customer'; id: string; name: string };
}

const sleeping: readonly StatusCategory[] = ['waiting_for_customer', 'on_hold', 'resolved', 'closed'];

/**
 * Takes in a message of the customer on a locked ticket: what waited, rested or was solved is open again, and those
 * who work on it hear of it. Gives the ticket and the message's id.
 */
export async function receiveMessage(
  tx: Tx,
  context: Context,
  before: TicketRow,
  message: ReceivedMessage,
): Promise<{ ticket: TicketRow; messageId: string }> {
  const messageId = await insertMessage(tx, context, before, { kind: 'incoming', ...message });
  const { ticket, eventId } = await applyChange(
    tx,
    context,
    before,
    { ...wakeSet(context, before), excerpt: excerptOf(message.body) },
    { kind: 'ticket.message_received', data: { message: messageId, channel: message.channel } },
  );
  const told = [ticket.assignee_id, ticket.first_contact_owner_id].filter((id) => id !== null);
  await notify(tx, context, { users: told, kind: 'ticket.message_received', ticketId: ticket.id, eventId });
  return { ticket, messageId };
}

/** What a message of the customer does to the status; also ends a snooze. */
export function wakeSet(context: Context, before: TicketRow): TicketSet {
  const awake = before.snoozed_until === null ? {} : { snoozed_until: null };
  if (!sleeping.includes(before.status_category)) return awake;
  return { ...awake, status_key: statusOfCategory(context.configuration, 'open'), status_category: 'open' };
}
