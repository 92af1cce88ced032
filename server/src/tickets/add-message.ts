import type { NewMessageBody } from '@shouwen/api';
import type { Context } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Tx } from '../tables.ts';
import { changeLocked } from './change-ticket.ts';
import { lockForWork, type TicketRow } from './find-ticket.ts';
import { refuseUnseen } from './newer-messages.query.ts';
import { discardDraft } from './save-draft.ts';
import { writeMessage } from './write-message.ts';

/**
 * A reply to the customer, or an internal note. A reply refuses with 409 when messages came that the writer had not
 * seen, unless told to go on; the draft stays. Once it is written, the writer's draft is discarded.
 */
export async function addMessage(
  tx: Tx,
  context: Context,
  number: number,
  input: NewMessageBody,
): Promise<{ ticket: TicketRow; messageId: string }> {
  const before = await lockForWork(tx, context, number, 'write');
  const { userId } = viewerOf(context);
  if (input.kind === 'reply' && input.last_seen_message && !input.anyway)
    await refuseUnseen(tx, context, before, input.last_seen_message);
  const { ticket, messageId } = await writeMessage(tx, context, before, input);
  await discardDraft(tx, context, { ticketId: before.id, userId, kind: input.kind });
  if (input.status === undefined) return { ticket, messageId };
  return { ticket: await changeLocked(tx, context, ticket, { status: input.status }), messageId };
}
