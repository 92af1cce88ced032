import type { Delivery, Webhook } from '@shouwen/api';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { requireEverywhere } from '../people/viewer.ts';
import { decodeCursor, encodeCursor, pageOf } from '../platform/cursor.ts';
import { notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import type { WebhookRow } from './save-webhook.ts';
import type { WebhookDeliveryTable } from './tables.ts';

/** Every webhook there is, oldest first. */
export async function listWebhooks(tx: Tx, context: Context): Promise<z.input<typeof Webhook>[]> {
  requireEverywhere(context, 'webhook.manage');
  const rows = await tx
    .selectFrom('webhook')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('deleted_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(presentWebhook);
}

/** The delivery log of a webhook, newest event first (index webhook_delivery_once). */
export async function listDeliveries(
  tx: Tx,
  context: Context,
  id: string,
  query: { limit: number; cursor?: string | undefined },
): Promise<{ items: z.input<typeof Delivery>[]; next_cursor: string | null }> {
  requireEverywhere(context, 'webhook.manage');
  const webhook = await tx
    .selectFrom('webhook')
    .select('id')
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (!webhook) throw notFound('webhook');
  let select = tx
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('webhook_id', '=', id)
    .orderBy('position', 'desc')
    .limit(query.limit + 1);
  if (query.cursor) {
    const last = decodeCursor(query.cursor).id;
    select = select.where('position', '<', (from) =>
      from
        .selectFrom('webhook_delivery as last')
        .select('last.position')
        .where('last.org_id', '=', context.org)
        .where('last.id', '=', last),
    );
  }
  const { rows, next_cursor } = pageOf(await select.execute(), query.limit, (row) =>
    encodeCursor(null, row.id),
  );
  return { items: rows.map(presentDelivery), next_cursor };
}

/** A webhook as the API shows it: never with its secret. */
export function presentWebhook(row: WebhookRow): z.input<typeof Webhook> {
  return {
    id: row.id,
    url: row.url,
    events: row.events,
    active: row.active,
    created_at: row.created_at.toISOString(),
    description: row.description,
  };
}

export function presentDelivery(row: Selectable<WebhookDeliveryTable>): z.input<typeof Delivery> {
  return {
    id: row.id,
    position: row.position,
    kind: row.kind,
    state: row.state,
    attempts: row.attempts,
    next_at: row.state === 'queued' ? (row.next_at?.toISOString() ?? null) : null,
    status: row.status,
    error: row.error,
    last_at: row.last_at?.toISOString() ?? null,
    duration_ms: row.duration_ms,
  };
}
