import type { Context } from '../../context.ts';
import type { Tx } from '../../tables.ts';
import { changeLocked } from '../change-ticket.ts';
import type { TicketRow } from '../find-ticket.ts';
import { refuseUnseen } from '../newer-messages.query.ts';
import { writeMessage } from '../write-message.ts';
import type { PendingReply } from './pending-replies.query.ts';

/**
 * A waiting reply becomes a message, on a locked ticket and in its author's name; its row goes in the same transaction,
 * so that it leaves once. Throws `Refusal` when the state of the ticket does not allow it by now.
 */
export async function letOut(
  tx: Tx,
  asAuthor: Context,
  before: TicketRow,
  pending: PendingReply,
  releasedBy?: string,
): Promise<TicketRow> {
  if (pending.last_seen_message && !pending.anyway)
    await refuseUnseen(tx, asAuthor, before, pending.last_seen_message);
  const { ticket } = await writeMessage(tx, asAuthor, before, {
    kind: 'reply',
    ...(pending.html === null ? { body: pending.body } : { html: pending.html }),
    attachments: pending.attachments,
    ...(releasedBy === undefined ? {} : { releasedBy }),
  });
  await removeReply(tx, asAuthor, pending.id);
  if (pending.status_key === null) return ticket;
  return changeLocked(tx, asAuthor, ticket, { status: pending.status_key });
}

/** The reply waits no longer. */
export async function removeReply(tx: Tx, context: Context, id: string): Promise<void> {
  await tx.deleteFrom('pending_reply').where('org_id', '=', context.org).where('id', '=', id).execute();
}
