import { ObligationEnded, waive } from '@shouwen/obligations';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { notify } from '../notifications/notify.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { lockTicket } from '../tickets/find-ticket.ts';
import { writeNextDue } from '../tickets/write-next-due.ts';
import { ownersOf } from './chain-of-command.ts';
import { hierarchyOf } from './hierarchy.query.ts';
import { type LoadedObligation, lockObligations, saveChange } from './store.ts';
import { nextDueOfLoaded } from './ticket-terms.ts';

/**
 * Lets an obligation of a ticket go, for a reason that stays with the event; its owners hear of it. Needs
 * `obligation.waive` in the ticket's unit. Throws a conflict when nothing is owed any more.
 */
export async function waiveObligation(
  tx: Tx,
  context: Context,
  number: number,
  id: string,
  reason: string,
): Promise<LoadedObligation> {
  const ticket = await lockTicket(tx, context, number, 'waive');
  if (ticket.merged_into_id) throw conflict('ticket_merged');
  const obligations = await lockObligations(tx, context, ticket.id);
  const loaded = obligations.find(({ row }) => row.id === id);
  if (!loaded) throw notFound('obligation');
  const eventId = newId(context.now);
  const saved = await saveChange(tx, context, loaded, waived(loaded, { at: context.now, event: eventId }));
  await appendEvent(tx, context, {
    id: eventId,
    kind: 'obligation.waived',
    subject: { kind: 'obligation', id },
    ticketId: ticket.id,
    data: { obligation: id, kind: loaded.row.kind, outcome_before: loaded.clock.outcome },
    payload: { reason },
  });
  await notify(tx, context, {
    users: ownersOf(await hierarchyOf(tx, context, [loaded.row]), loaded.row),
    kind: 'obligation.waived',
    ticketId: ticket.id,
    obligationId: id,
    eventId,
  });
  const after = obligations.map((one) => (one === loaded ? saved : one));
  await writeNextDue(tx, context, [{ id: ticket.id, nextDue: nextDueOfLoaded(after, context.now) }]);
  return saved;
}

function waived({ clock, calendar }: LoadedObligation, cause: { at: Date; event: string }) {
  try {
    const change = waive(clock, calendar, '', cause);
    // what a person wrote belongs into the erasable payload, not into the ledger of steps
    const steps = change.steps.map(({ detail: { reason: _, ...detail }, ...step }) => ({ ...step, detail }));
    return { ...change, steps };
  } catch (error) {
    if (error instanceof ObligationEnded)
      throw conflict('obligation_ended', { current: { state: error.state } });
    throw error;
  }
}
