import type { Context } from '../context.ts';
import { resumeUnmerged, takeBackEvents } from '../obligations/merge-obligations.ts';
import { conflict, forbidden } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { applyChange, type TicketSet } from './apply-change.ts';
import { findTicket, lockTicketById, type TicketRow } from './find-ticket.ts';
import { lastActivity } from './last-activity.query.ts';
import { lockTargets, type Target } from './lock-targets.ts';
import { ticketRights } from './policy.ts';
import { provisionalEvents } from './provisional-events.query.ts';
import { type Standing, withoutMerge } from './standing.ts';

/**
 * Undoes the merge of this ticket: its messages, later ones included, are with it again and its due times are those of
 * a ticket that was never merged. What messages on its thread did to the other ticket is taken back, unless somebody
 * decided otherwise since. Replies that were written there stay there.
 */
export async function undoMerge(tx: Tx, context: Context, number: number): Promise<TicketRow> {
  const { id } = await findTicket(tx, context, number);
  const source = await lockTicketById(tx, context, id);
  if (!ticketRights(context, source).merge) throw forbidden('ticket.merge');
  const targets = await lockTargets(tx, context, source.id);
  const [nearest] = targets;
  const merge = nearest?.merges[0];
  if (!nearest || !merge) throw conflict('not_merged');
  if (!ticketRights(context, nearest.ticket).merge) throw forbidden('ticket.merge');
  await tx
    .updateTable('ticket_merge')
    .set({ undone_at: context.now, undone_by: context.actor.id })
    .where('org_id', '=', context.org)
    .where('id', '=', merge)
    .execute();
  const { ticket } = await applyChange(
    tx,
    context,
    source,
    { merged_into_id: null },
    {
      kind: 'ticket.merge_undone',
      data: { merge, target: nearest.ticket.id, number: nearest.ticket.number },
      first: (cause) => resumeUnmerged(tx, context, source.id, cause),
    },
  );
  for (const target of targets) await giveBack(tx, context, source, target, merge);
  return ticket;
}

/** Makes a ticket what it would be had the thread never been merged in. */
async function giveBack(
  tx: Tx,
  context: Context,
  source: TicketRow,
  { ticket }: Target,
  merge: string,
): Promise<void> {
  const events = await provisionalEvents(tx, context, ticket.id, merge);
  const recent = await lastActivity(tx, context, ticket.id);
  await applyChange(
    tx,
    context,
    ticket,
    { ...recent, ...standingWithout(context, ticket, merge, recent.last_activity_at) },
    {
      kind: 'ticket.merge_returned',
      data: { merge, source: source.id, number: source.number },
      first: (cause) => takeBackEvents(tx, context, ticket.id, events, cause),
    },
  );
}

function standingWithout(context: Context, ticket: TicketRow, merge: string, activity: Date): TicketSet {
  if (ticket.provisional === null) return {};
  const { standing, record } = withoutMerge(ticket.provisional, merge);
  const snoozed = moment(standing.snoozed_until);
  // a snooze that would be over by now ended at its moment
  const over = snoozed !== null && snoozed <= context.now;
  return {
    ...columnsOf(standing),
    snoozed_until: over ? null : snoozed,
    ...(over && snoozed > activity ? { last_activity_at: snoozed } : {}),
    provisional: record,
  };
}

function columnsOf(standing: Standing): TicketSet {
  return {
    status_key: standing.status_key,
    status_category: standing.status_category,
    assignee_id: standing.assignee_id,
    resolved_at: moment(standing.resolved_at),
    closed_at: moment(standing.closed_at),
    customer_confirmed_at: moment(standing.customer_confirmed_at),
  };
}

const moment = (text: string | null) => (text === null ? null : new Date(text));
