import type { NewMessageBody } from '@shouwen/api';
import type { Context } from '../context.ts';
import { notify } from '../notifications/notify.ts';
import { viewerOf } from '../people/viewer.ts';
import { Refusal } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { applyChange } from './apply-change.ts';
import { kindOf, statusSet } from './change-ticket.ts';
import { lockTicket, type TicketRow } from './find-ticket.ts';
import { statusOfCategory } from './marks.ts';
import { mentionable } from './mentionable.query.ts';
import { attachFiles, excerptOf, insertMessage } from './messages.ts';
import { newerMessages } from './newer-messages.query.ts';
import { sendReply } from './send-reply.ts';

/**
 * A reply to the customer, or an internal note. A reply refuses with 409 when messages came that the writer had not
 * seen, unless told to go on; the draft stays. The first who answers an unowned ticket becomes its first-contact owner.
 */
export async function addMessage(
  tx: Tx,
  context: Context,
  number: number,
  input: NewMessageBody,
): Promise<{ ticket: TicketRow; messageId: string }> {
  const before = await lockTicket(tx, context, number, 'write');
  if (before.merged_into_id) throw new Refusal('conflict', 'ticket_merged');
  const viewer = viewerOf(context);
  if (input.kind === 'reply' && input.last_seen_message && !input.anyway) {
    const newer = await newerMessages(tx, context, before, input.last_seen_message);
    if (newer.length > 0) throw new Refusal('conflict', 'newer_messages', { current: { messages: newer } });
  }
  const mentions = await mentionable(tx, context, input.mentions ?? []);
  const messageId = await insertMessage(tx, context, before, {
    kind: input.kind,
    body: input.body,
    channel: before.channel,
    author: context.actor,
    mentions,
  });
  if (input.attachments) await attachFiles(tx, context, messageId, input.attachments);
  const ticket =
    input.kind === 'reply'
      ? await answered(tx, context, before, messageId, input.body)
      : await noted(tx, context, before, messageId, mentions);
  await tx
    .deleteFrom('draft')
    .where('org_id', '=', context.org)
    .where('ticket_id', '=', before.id)
    .where('user_id', '=', viewer.userId)
    .where('kind', '=', input.kind)
    .execute();
  if (input.status === undefined || input.status === ticket.status_key) return { ticket, messageId };
  const set = statusSet(context, ticket, input.status);
  const { ticket: after } = await applyChange(tx, context, ticket, set, { kind: kindOf(ticket, set) });
  return { ticket: after, messageId };
}

async function answered(
  tx: Tx,
  context: Context,
  before: TicketRow,
  messageId: string,
  body: string,
): Promise<TicketRow> {
  const started =
    before.status_category === 'new'
      ? { status_key: statusOfCategory(context.configuration, 'open'), status_category: 'open' as const }
      : {};
  const { ticket, eventId } = await applyChange(
    tx,
    context,
    before,
    {
      ...started,
      excerpt: excerptOf(body),
      first_contact_owner_id: before.first_contact_owner_id ?? context.actor.id,
    },
    { kind: 'ticket.answered', data: { message: messageId }, answered: true },
  );
  await sendReply(tx, context, ticket, messageId, body, eventId);
  return ticket;
}

async function noted(
  tx: Tx,
  context: Context,
  before: TicketRow,
  messageId: string,
  mentions: string[],
): Promise<TicketRow> {
  const { ticket, eventId } = await applyChange(
    tx,
    context,
    before,
    {},
    { kind: 'ticket.noted', data: { message: messageId, mentions } },
  );
  await notify(tx, context, { users: mentions, kind: 'ticket.mentioned', ticketId: ticket.id, eventId });
  return ticket;
}
