import type { NewReplyBody } from '@shouwen/api';
import type { Context } from '../../context.ts';
import { usableFiles } from '../../files/usable-files.ts';
import { viewerOf } from '../../people/viewer.ts';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../tables.ts';
import { addMessage } from '../add-message.ts';
import { contentOf } from '../content.ts';
import { lockForWork, type TicketRow } from '../find-ticket.ts';
import { requireKey } from '../marks.ts';
import { refuseUnseen } from '../newer-messages.query.ts';
import { discardDraft } from '../save-draft.ts';
import { askForRelease } from './ask-for-release.ts';
import type { PendingReply } from './pending-replies.query.ts';
import { needsRelease } from './release.ts';

/** What became of a reply: it waits, or it has left already. */
export type Queued = { ticket: TicketRow; pending: PendingReply } | { ticket: TicketRow; messageId: string };

/**
 * Takes a reply over from its writer: it leaves after the seconds in which it can be taken back, whatever becomes of
 * the writer's window, or when a colleague has released it. It leaves at once when there are no such seconds, or when a
 * due time of the ticket would pass in them: nobody is late for having pressed the button. The draft is gone with it.
 */
export async function queueReply(
  tx: Tx,
  context: Context,
  number: number,
  input: NewReplyBody,
): Promise<Queued> {
  const ticket = await lockForWork(tx, context, number, 'write');
  if (input.status !== undefined) requireKey(context.configuration, 'statuses', 'status', input.status);
  const released = !(await needsRelease(tx, context, ticket));
  const seconds = context.configuration.setting('undo_send_seconds', 10);
  const sendAt = new Date(context.now.getTime() + seconds * 1000);
  if (released && (seconds <= 0 || isDueIn(ticket, context.now, sendAt)))
    return addMessage(tx, context, number, { ...input, kind: 'reply' });
  if (input.last_seen_message && !input.anyway)
    await refuseUnseen(tx, context, ticket, input.last_seen_message);
  const content = contentOf(input);
  const attachments = await usableFiles(tx, context, input.attachments ?? []);
  await usableFiles(tx, context, content.images);
  const { userId } = viewerOf(context);
  const pending: PendingReply = await tx
    .insertInto('pending_reply')
    .values({
      org_id: context.org,
      id: newId(context.now),
      ticket_id: ticket.id,
      author_id: userId,
      body: content.body,
      html: content.html,
      attachments,
      status_key: input.status ?? null,
      last_seen_message: input.last_seen_message ?? null,
      anyway: input.anyway ?? false,
      state: released ? 'going_out' : 'awaiting_release',
      reason: null,
      asked_at: context.now,
      send_at: released ? sendAt : null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await discardDraft(tx, context, { ticketId: ticket.id, userId, kind: 'reply' });
  if (!released) await askForRelease(tx, context, ticket, pending);
  return { ticket, pending };
}

function isDueIn({ next_due_at: due }: TicketRow, from: Date, to: Date): boolean {
  return due !== null && due > from && due <= to;
}
