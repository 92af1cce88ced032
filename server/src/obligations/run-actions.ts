import type { App, Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { carryOutEscalation } from '../tickets/carry-out-escalation.ts';

/**
 * Carries out what steps of escalations are to do, one step after the other, each in a transaction of its own: once, however many
 * processes do this and whatever is killed. Gives how many steps.
 */
export async function runActions(app: App, systemContext: () => Promise<Context>): Promise<number> {
  let count = 0;
  for (;;) {
    const context = await systemContext();
    const one = await app.db.transaction().execute((tx) => runNext(tx, context));
    if (!one) return count;
    app.ledgerGrew();
    count += 1;
  }
}

async function runNext(tx: Tx, context: Context): Promise<boolean> {
  const waiting = await tx
    .selectFrom('escalation_action') // index escalation_action_waiting
    .selectAll()
    .where('org_id', '=', context.org)
    .where('done_at', 'is', null)
    .orderBy('at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!waiting) return false;
  await carryOutEscalation(tx, context, {
    ticketId: waiting.ticket_id,
    obligation: waiting.obligation_id,
    escalation: waiting.event_id,
    told: waiting.told,
    actions: waiting.actions,
  });
  await tx
    .updateTable('escalation_action')
    .set({ done_at: context.now })
    .where('org_id', '=', context.org)
    .where('id', '=', waiting.id)
    .execute();
  return true;
}
