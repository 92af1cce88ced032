import type { Channel } from '@shouwen/api';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { applyChange, type TicketSet } from './apply-change.ts';
import type { TicketRow } from './find-ticket.ts';
import { lockTargets, type Target } from './lock-targets.ts';
import { statusOfCategory } from './marks.ts';
import { attachFiles, excerptOf, insertMessage } from './messages.ts';
import { sleeping } from './standing.ts';
import { tellThoseAtWork } from './tell-those-at-work.ts';

export interface ReceivedMessage {
  body: string;
  /** of a mail, see `mailContentOf` */
  fresh?: string | null;
  mailHtml?: string | null;
  /** files stored in the name of the actor */
  attachments?: readonly string[];
  channel: Channel;
  author: { kind: 'customer'; id: string; name: string };
}

/**
 * Takes in a message of the customer on a locked ticket: what waited, rested or was solved is open again, and those
 * who work on it hear of it. When the ticket is merged into another, the message stays on its own thread and acts on
 * both; undoing the merge takes back what it did to the other. Gives the ticket and the message's id.
 */
export async function receiveMessage(
  tx: Tx,
  context: Context,
  before: TicketRow,
  { attachments = [], ...message }: ReceivedMessage,
): Promise<{ ticket: TicketRow; messageId: string }> {
  const messageId = await insertMessage(tx, context, before, { kind: 'incoming', ...message });
  await attachFiles(tx, context, messageId, attachments);
  const body = message.fresh ?? message.body;
  const ticket = await wake(tx, context, before, { messageId, body, channel: message.channel });
  for (const target of before.merged_into_id ? await lockTargets(tx, context, before.id) : [])
    await wakeTarget(tx, context, before, target, {
      messageId,
      body,
      channel: message.channel,
    });
  return { ticket, messageId };
}

/** What a message does to the ticket on whose thread it came. */
export async function wake(
  tx: Tx,
  context: Context,
  before: TicketRow,
  message: { messageId: string; body: string; channel: Channel },
): Promise<TicketRow> {
  const { ticket, eventId } = await applyChange(
    tx,
    context,
    before,
    { ...wakeSet(context, before), excerpt: excerptOf(message.body) },
    {
      kind: 'ticket.message_received',
      data: { message: message.messageId, channel: message.channel },
      contact: message.channel,
      wakes: true,
    },
  );
  await tellThoseAtWork(tx, context, ticket, { id: eventId, kind: 'ticket.message_received' });
  return ticket;
}

/** What it does to a ticket that the thread is merged into. */
export async function wakeTarget(
  tx: Tx,
  context: Context,
  source: TicketRow,
  { ticket: before, merges }: Target,
  message: { messageId: string; body: string; channel: Channel },
): Promise<void> {
  const { ticket, eventId } = await applyChange(
    tx,
    context,
    before,
    { ...wakeSet(context, before), excerpt: excerptOf(message.body) },
    {
      kind: 'ticket.thread_message',
      data: { message: message.messageId, thread: source.number },
      contact: message.channel,
      wakes: true,
      merges,
    },
  );
  await tellThoseAtWork(tx, context, ticket, { id: eventId, kind: 'ticket.message_received' });
}

/** What a message of the customer does to the status; also ends a snooze. */
export function wakeSet(context: Context, before: TicketRow): TicketSet {
  const awake = before.snoozed_until === null ? {} : { snoozed_until: null };
  if (!sleeping.includes(before.status_category)) return awake;
  return { ...awake, status_key: statusOfCategory(context.configuration, 'open'), status_category: 'open' };
}
