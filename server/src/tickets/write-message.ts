import type { Context } from '../context.ts';
import { notify } from '../notifications/notify.ts';
import type { Tx } from '../tables.ts';
import { type Applied, applyChange } from './apply-change.ts';
import { contentOf, type Words } from './content.ts';
import type { TicketRow } from './find-ticket.ts';
import { statusOfCategory } from './marks.ts';
import { mentionable } from './mentionable.query.ts';
import { attachFiles, excerptOf, insertMessage } from './messages.ts';
import { refuseUnreleased } from './replies/release.ts';
import { sendReply } from './send-reply.ts';
import { tellThoseAtWork } from './tell-those-at-work.ts';

/** What is to stand on the thread. */
export interface Written extends Words {
  kind: 'reply' | 'note';
  mentions?: readonly string[] | undefined;
  attachments?: readonly string[] | undefined;
  /** of a reply that needs it: the colleague who has released it */
  releasedBy?: string;
}

/**
 * Writes a reply to the customer or an internal note onto a locked ticket. The first who answers an unowned ticket
 * becomes its first-contact owner (FCR-01). Gives the ticket and the message's id.
 */
export async function writeMessage(
  tx: Tx,
  context: Context,
  before: TicketRow,
  input: Written,
): Promise<{ ticket: TicketRow; messageId: string }> {
  if (input.kind === 'reply' && !input.releasedBy) await refuseUnreleased(tx, context, before);
  const content = contentOf(input);
  const mentions = await mentionable(tx, context, [...(input.mentions ?? []), ...content.mentions]);
  const messageId = await insertMessage(tx, context, before, {
    kind: input.kind,
    body: content.body,
    html: content.html,
    channel: before.channel,
    author: context.actor,
    mentions,
  });
  await attachFiles(tx, context, messageId, [...(input.attachments ?? []), ...content.images]);
  const released = input.releasedBy ? { released_by: input.releasedBy } : {};
  const told = { message: messageId, mentions, ...released };
  const { ticket, eventId } =
    input.kind === 'reply'
      ? await answer(tx, context, before, content.body, told)
      : await applyChange(tx, context, before, {}, { kind: 'ticket.noted', data: told });
  if (input.kind === 'reply') {
    await sendReply(tx, context, ticket, { messageId, eventId, body: content.body, html: content.html });
    if (context.actor.kind !== 'system')
      await tellThoseAtWork(tx, context, ticket, { id: eventId, kind: 'ticket.answered' });
  }
  await notify(tx, context, { users: mentions, kind: 'ticket.mentioned', ticketId: ticket.id, eventId });
  return { ticket, messageId };
}

async function answer(
  tx: Tx,
  context: Context,
  before: TicketRow,
  body: string,
  data: Record<string, unknown>,
): Promise<Applied> {
  // what the product writes by itself is no answer: nobody has looked yet, and what is owed stays owed
  if (context.actor.kind === 'system')
    return applyChange(tx, context, before, {}, { kind: 'ticket.auto_replied', data });
  const started =
    before.status_category === 'new'
      ? { status_key: statusOfCategory(context.configuration, 'open'), status_category: 'open' as const }
      : {};
  const owner = before.first_contact_owner_id ?? context.actor.id;
  return applyChange(
    tx,
    context,
    before,
    { ...started, excerpt: excerptOf(body), first_contact_owner_id: owner },
    { kind: 'ticket.answered', data, answered: true },
  );
}
