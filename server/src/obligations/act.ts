import { type EscalationAction, Escalations } from '@shouwen/api';
import type { Clock, Raised } from '@shouwen/obligations';
import type { Context } from '../context.ts';
import { appendEvents } from '../events/append-event.ts';
import { notifyAll } from '../notifications/notify.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { climb, type Escalation, ownersOf } from './chain-of-command.ts';
import { hierarchyOf } from './hierarchy.query.ts';
import { queueActions } from './queue-actions.ts';
import type { LoadedObligation } from './store.ts';

/** Moments that an obligation has reached. `eventIds` names the events, one for each, when steps cite them already. */
export interface Reached {
  loaded: LoadedObligation;
  raised: readonly Raised[];
  eventIds?: readonly string[];
}

const eventOf = {
  warning: 'obligation.warned',
  missed: 'obligation.missed',
  escalation: 'obligation.escalated',
} as const;

/** Acts on moments that an obligation has reached: an event of its own for each, and word to those concerned. */
export function actOnRaised(
  tx: Tx,
  context: Context,
  loaded: LoadedObligation,
  raised: readonly Raised[],
): Promise<void> {
  return actOnAll(tx, context, [{ loaded, raised }]);
}

/** The same for many obligations, in a handful of statements however many there are. */
export async function actOnAll(tx: Tx, context: Context, reached: readonly Reached[]): Promise<void> {
  const some = reached.filter(({ raised }) => raised.length > 0);
  if (some.length === 0) return;
  const hierarchy = await hierarchyOf(
    tx,
    context,
    some.map(({ loaded }) => loaded.row),
  );
  const acts = some.flatMap(({ loaded: { row, clock }, raised, eventIds }) =>
    raised.map(({ kind, index }, at) => {
      const steps = escalationsOf(context, row.kind, clock);
      const told = kind === 'escalation' ? climb(hierarchy, row, steps, index) : ownersOf(hierarchy, row);
      const actions = kind === 'escalation' ? (steps[index]?.also ?? []) : [];
      const eventId = eventIds?.[at] ?? newId(context.now);
      // what was not done in time is on record against the rules that its kind names (FCR-07, SLA-20)
      const rules =
        kind === 'missed' ? (context.configuration.get('obligations', row.kind)?.rules ?? []) : [];
      return { row, kind: eventOf[kind], index, told, eventId, actions, rules };
    }),
  );
  await appendEvents(
    tx,
    context,
    acts.map(({ row, kind, index, told, eventId, actions, rules }) => ({
      id: eventId,
      kind,
      subject: { kind: 'obligation', id: row.id },
      ticketId: row.ticket_id,
      data: {
        obligation: row.id,
        kind: row.kind,
        step: index,
        told,
        due_at: row.due_at?.toISOString() ?? null,
        ...(rules.length > 0 ? { rules } : {}),
        ...(actions.length > 0 ? { actions: actions.map((action) => action.do) } : {}),
        ...webhooksIn(actions),
      },
    })),
  );
  await queueActions(
    tx,
    context,
    acts.map(({ row, told, eventId, actions }) => ({
      eventId,
      obligationId: row.id,
      ticketId: row.ticket_id,
      told,
      actions,
    })),
  );
  await notifyAll(
    tx,
    context,
    acts.map(({ row, kind, told, eventId }) => ({
      users: told,
      kind,
      ticketId: row.ticket_id,
      obligationId: row.id,
      eventId,
    })),
  );
}

/** The webhooks that hear of the step, whatever else they ask for. */
function webhooksIn(actions: readonly EscalationAction[]): { webhooks?: string[] } {
  const webhooks = actions.flatMap((action) => (action.do === 'call_webhook' ? [action.webhook] : []));
  return webhooks.length > 0 ? { webhooks } : {};
}

/** The steps as they were pinned. Those of what was opened before steps were pinned are read from the configuration in force. */
function escalationsOf(context: Context, kind: string, clock: Clock): Escalation[] {
  const inForce = context.configuration.get('obligations', kind)?.escalate ?? [];
  return clock.terms.escalations.map((step, index) => {
    const pinned = Escalations.element.safeParse(step);
    if (pinned.success) return pinned.data;
    const { to = 'leader_of_owner' } = inForce[index] ?? {};
    return { after_minutes: step.after_minutes, to };
  });
}
