import type { Raised } from '@shouwen/obligations';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { notify } from '../notifications/notify.ts';
import type { Tx } from '../tables.ts';
import { climb, ownersOf } from './chain-of-command.ts';
import type { LoadedObligation } from './store.ts';

const eventOf = {
  warning: 'obligation.warned',
  missed: 'obligation.missed',
  escalation: 'obligation.escalated',
} as const;

/**
 * Acts on moments that an obligation has reached: an event of its own for each, and word to those concerned. `eventIds`
 * names the events, one for each moment, when steps that were written before cite them.
 */
export async function actOnRaised(
  tx: Tx,
  context: Context,
  { row }: LoadedObligation,
  raised: Raised[],
  eventIds: readonly string[] = [],
): Promise<void> {
  for (const [at, { kind, index }] of raised.entries()) {
    const steps = context.configuration.get('obligations', row.kind)?.escalate ?? [];
    const concerned =
      kind === 'escalation' ? await climb(tx, context, row, steps, index) : await ownersOf(tx, context, row);
    const id = eventIds[at];
    const eventId = await appendEvent(tx, context, {
      ...(id ? { id } : {}),
      kind: eventOf[kind],
      subject: { kind: 'obligation', id: row.id },
      ticketId: row.ticket_id,
      data: {
        obligation: row.id,
        kind: row.kind,
        step: index,
        told: concerned,
        due_at: row.due_at?.toISOString() ?? null,
      },
    });
    await notify(tx, context, {
      users: concerned,
      kind: eventOf[kind],
      ticketId: row.ticket_id,
      obligationId: row.id,
      eventId,
    });
  }
}
