import type { LedgerReader } from '../events/reader.ts';
import { newId } from '../platform/ids.ts';
import { sampleAmong } from '../sample/sample-records.ts';
import { asksFor } from './kinds.ts';

/**
 * Reads the ledger and makes a delivery for every webhook that asks for an event, from its making on. What happens to
 * sample data is told to no other program.
 */
export const queueDeliveries: LedgerReader = {
  name: 'webhooks',
  async handle(tx, context, events) {
    const webhooks = await tx
      .selectFrom('webhook')
      .select(['id', 'events', 'confidential', 'created_at'])
      .where('org_id', '=', context.org)
      .where('active', '=', true)
      .where('deleted_at', 'is', null)
      .execute();
    if (webhooks.length === 0) return;
    const madeUp = await sampleAmong(
      tx,
      context.org,
      events.flatMap(({ ticket_id, subject_id }) => [ticket_id ?? subject_id]),
    );
    const deliveries = webhooks.flatMap((webhook) =>
      events
        .filter((event) => asksFor(webhook.events, event.kind) || isCalled(event.data, webhook.id))
        .filter((event) => !madeUp.has(event.ticket_id ?? event.subject_id))
        .filter((event) => event.at >= webhook.created_at && (webhook.confidential || !event.confidential))
        .map((event) => ({
          org_id: context.org,
          id: newId(context.now),
          webhook_id: webhook.id,
          event_id: event.id,
          position: event.position,
          kind: event.kind,
          state: 'queued' as const,
          attempts: 0,
          next_at: context.now,
          status: null,
          error: null,
          last_at: null,
          duration_ms: null,
        })),
    );
    for (let from = 0; from < deliveries.length; from += 1_000)
      await tx
        .insertInto('webhook_delivery')
        .values(deliveries.slice(from, from + 1_000))
        .onConflict((clash) => clash.columns(['org_id', 'webhook_id', 'position']).doNothing())
        .execute();
  },
};

/** Whether the event itself names the webhook: a step of an escalation calls it. */
function isCalled(data: unknown, webhook: string): boolean {
  if (typeof data !== 'object' || data === null || !('webhooks' in data)) return false;
  return Array.isArray(data.webhooks) && data.webhooks.includes(webhook);
}
