import type { Context } from '../../context.ts';
import { appendEvent } from '../../events/append-event.ts';
import { notify } from '../../notifications/notify.ts';
import { actingAs } from '../../people/acting-as.ts';
import { viewerOf } from '../../people/viewer.ts';
import { conflict, notFound, ruleRefused } from '../../platform/errors.ts';
import type { Tx } from '../../tables.ts';
import { findTicket, lockForWork, type TicketRow } from '../find-ticket.ts';
import { restoreDraft } from '../save-draft.ts';
import { letOut, removeReply } from './let-out.ts';
import { lockReply, type PendingReply } from './pending-replies.query.ts';
import { isNewcomer } from './release.ts';

/**
 * A colleague looks at a reply that waits for release: it leaves in its author's name, or goes back to the author as a
 * draft with the reason. Refused to the author, and to those whose own replies are still looked at.
 */
export async function releaseReply(
  tx: Tx,
  context: Context,
  number: number,
  id: string,
  decision: { release: boolean; comment?: string | undefined; anyway?: boolean | undefined },
): Promise<TicketRow> {
  const pending = await lockReply(tx, context, (await findTicket(tx, context, number)).id, id);
  const ticket = await lockForWork(tx, context, number, 'write');
  if (pending.state !== 'awaiting_release') throw notFound('reply');
  const { userId } = viewerOf(context);
  if (pending.author_id === userId) throw ruleRefused('release_by_another', 'release');
  if (await isNewcomer(tx, context)) throw ruleRefused('release_by_experienced', 'release');
  if (!decision.release) return giveBack(tx, context, ticket, pending, decision.comment ?? '');
  const asAuthor = await actingAs(tx, context, pending.author_id);
  if (!asAuthor) throw conflict('author_left');
  const anyway = pending.anyway || (decision.anyway ?? false);
  return letOut(tx, asAuthor, ticket, { ...pending, anyway }, userId);
}

async function giveBack(
  tx: Tx,
  context: Context,
  ticket: TicketRow,
  pending: PendingReply,
  comment: string,
): Promise<TicketRow> {
  await restoreDraft(tx, context, { ...pending, ticketId: ticket.id, userId: pending.author_id });
  await removeReply(tx, context, pending.id);
  const eventId = await appendEvent(tx, context, {
    kind: 'ticket.release_refused',
    subject: { kind: 'ticket', id: ticket.id },
    ticketId: ticket.id,
    data: { reply: pending.id, author: pending.author_id },
    ...(comment === '' ? {} : { payload: { comment } }),
  });
  await notify(tx, context, {
    users: [pending.author_id],
    kind: 'ticket.release_refused',
    ticketId: ticket.id,
    eventId,
  });
  return ticket;
}
