import type { EscalationAction } from '@shouwen/api';
import type { Context } from '../context.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';

/** A step of an escalation that was reached on a ticket. */
export interface ReachedStep {
  eventId: string;
  obligationId: string;
  ticketId: string | null;
  told: readonly string[];
  actions: readonly EscalationAction[];
}

/**
 * Writes down what steps are to do, in the transaction that found them reached; `runActions` does it. Not at once: the
 * ticket may be in the middle of a change. A webhook is called by whoever reads the event.
 */
export async function queueActions(tx: Tx, context: Context, steps: readonly ReachedStep[]): Promise<void> {
  const rows = steps.flatMap(({ eventId, obligationId, ticketId, told, actions }) => {
    const own = actions.filter((action) => action.do !== 'call_webhook');
    if (ticketId === null || own.length === 0) return [];
    return [
      {
        org_id: context.org,
        id: newId(context.now),
        event_id: eventId,
        obligation_id: obligationId,
        ticket_id: ticketId,
        told: [...told],
        actions: JSON.stringify(own),
        at: context.now,
        done_at: null,
      },
    ];
  });
  for (let from = 0; from < rows.length; from += 1_000)
    await tx
      .insertInto('escalation_action')
      .values(rows.slice(from, from + 1_000))
      .execute();
}
