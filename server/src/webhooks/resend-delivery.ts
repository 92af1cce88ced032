import type { Selectable } from 'kysely';
import type { Context } from '../context.ts';
import { requireEverywhere } from '../people/viewer.ts';
import { conflict, notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import type { WebhookDeliveryTable } from './tables.ts';

/** Sends a delivery again at once, with the whole row of tries before it. Throws a conflict while it is being sent. */
export async function resendDelivery(
  tx: Tx,
  context: Context,
  webhookId: string,
  id: string,
): Promise<Selectable<WebhookDeliveryTable>> {
  requireEverywhere(context, 'webhook.manage');
  const found = await tx
    .selectFrom('webhook_delivery as d')
    .innerJoin('webhook as w', (join) =>
      join.onRef('w.org_id', '=', 'd.org_id').onRef('w.id', '=', 'd.webhook_id'),
    )
    .select(['d.state', 'd.next_at'])
    .where('d.org_id', '=', context.org)
    .where('d.webhook_id', '=', webhookId)
    .where('d.id', '=', id)
    .where('w.deleted_at', 'is', null)
    .forUpdate('d')
    .executeTakeFirst();
  if (!found) throw notFound('delivery');
  // an attempt whose time is over was cut off, and may be made again
  if (found.state === 'attempting' && found.next_at !== null && found.next_at > context.now)
    throw conflict('delivery_in_flight');
  return tx
    .updateTable('webhook_delivery')
    .set({ state: 'queued', attempts: 0, next_at: context.now })
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
