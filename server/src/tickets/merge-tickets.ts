import type { Context } from '../context.ts';
import { pauseAsMerged } from '../obligations/merge-obligations.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { applyChange } from './apply-change.ts';
import { lockTickets, type TicketRow } from './find-ticket.ts';
import { lastActivity } from './last-activity.query.ts';
import { tellThoseAtWork } from './tell-those-at-work.ts';

/**
 * Merges a ticket into another: a pointer, not a move. The source keeps its messages, people and due times, which
 * pause; the target shows both, and from now on work is done there. Needs the right on both. Gives the merge's id.
 */
export async function mergeTicket(
  tx: Tx,
  context: Context,
  number: number,
  input: { into: number; reason?: string | undefined },
): Promise<string> {
  if (number === input.into) throw conflict('merge_self');
  const [source, target] = (await lockTickets(tx, context, [number, input.into], 'merge')) as [
    TicketRow,
    TicketRow,
  ];
  if (source.merged_into_id) throw conflict('ticket_merged');
  if (target.merged_into_id) throw conflict('merge_target_merged');
  // whoever sees the target would see the confidential thread on it
  if (source.confidential && !target.confidential) throw conflict('merge_confidential');
  const merge = newId(context.now);
  const { eventId } = await applyChange(
    tx,
    context,
    source,
    { merged_into_id: target.id },
    {
      kind: 'ticket.merged',
      data: { merge, target: target.id, number: target.number },
      ...(input.reason ? { payload: { reason: input.reason } } : {}),
      first: (cause) => pauseAsMerged(tx, context, source.id, cause),
    },
  );
  await tx
    .insertInto('ticket_merge')
    .values({
      org_id: context.org,
      id: merge,
      source_id: source.id,
      target_id: target.id,
      event_id: eventId,
      merged_at: context.now,
      merged_by: context.actor.id,
      undone_at: null,
      undone_by: null,
    })
    .execute();
  const received = await applyChange(tx, context, target, await lastActivity(tx, context, target.id), {
    kind: 'ticket.merge_received',
    data: { merge, source: source.id, number: source.number },
  });
  await tellThoseAtWork(tx, context, source, { id: eventId, kind: 'ticket.merged' });
  await tellThoseAtWork(tx, context, target, { id: received.eventId, kind: 'ticket.merge_received' });
  return merge;
}
