import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import type { WebhookBody } from '@shouwen/api';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { canEverywhere, requireEverywhere } from '../people/viewer.ts';
import { invalid, notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { readExceptions, whyNotPublic } from '../platform/outgoing/allowed-addresses.ts';
import type { Tx } from '../tables.ts';
import type { WebhookTable } from './tables.ts';

export type WebhookRow = Selectable<WebhookTable>;
type Body = z.output<typeof WebhookBody>;

/**
 * Adds a webhook, which speaks for the whole organisation: whoever adds it must manage webhooks in every unit. It tells
 * of confidential tickets only when its maker may see every one of them. Gives the signing secret, this once.
 */
export async function addWebhook(
  tx: Tx,
  context: Context,
  body: Body,
): Promise<{ webhook: WebhookRow; secret: string }> {
  const viewer = requireEverywhere(context, 'webhook.manage');
  checkUrl(context, body.url);
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const webhook: WebhookRow = {
    org_id: context.org,
    id: newId(context.now),
    url: body.url,
    secret: context.app.secrets.encrypt(secret),
    events: [...new Set(body.events)],
    description: body.description ?? '',
    active: body.active ?? true,
    confidential: canEverywhere(context, 'ticket.confidential'),
    created_at: context.now,
    created_by: viewer.userId,
    deleted_at: null,
  };
  await tx.insertInto('webhook').values(webhook).execute();
  await tell(tx, context, 'webhook.added', webhook);
  return { webhook, secret };
}

/** Changes a webhook; what it may tell of follows whoever changed it last. */
export async function changeWebhook(
  tx: Tx,
  context: Context,
  id: string,
  changes: Partial<Body>,
): Promise<WebhookRow> {
  requireEverywhere(context, 'webhook.manage');
  const before = await lockWebhook(tx, context, id);
  if (changes.url !== undefined) checkUrl(context, changes.url);
  const after: WebhookRow = {
    ...before,
    url: changes.url ?? before.url,
    events: changes.events ? [...new Set(changes.events)] : before.events,
    description: changes.description ?? before.description,
    active: changes.active ?? before.active,
    confidential: canEverywhere(context, 'ticket.confidential'),
  };
  const { url, events, description, active, confidential } = after;
  await tx
    .updateTable('webhook')
    .set({ url, events, description, active, confidential })
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .execute();
  await tell(tx, context, 'webhook.changed', after);
  return after;
}

/** Removes a webhook; what was still to be sent is not sent any more. */
export async function removeWebhook(tx: Tx, context: Context, id: string): Promise<void> {
  requireEverywhere(context, 'webhook.manage');
  const webhook = await lockWebhook(tx, context, id);
  await tx
    .updateTable('webhook')
    .set({ deleted_at: context.now, active: false })
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .execute();
  await tx
    .updateTable('webhook_delivery')
    .set({ state: 'failed', next_at: null, error: 'the webhook was removed' })
    .where('org_id', '=', context.org)
    .where('webhook_id', '=', id)
    .where('state', 'in', ['queued', 'attempting'])
    .execute();
  await tell(tx, context, 'webhook.removed', { ...webhook, active: false });
}

async function lockWebhook(tx: Tx, context: Context, id: string): Promise<WebhookRow> {
  const row = await tx
    .selectFrom('webhook')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound('webhook');
  return row;
}

// Says at once what would only fail later; names are resolved and checked whenever something is sent.
function checkUrl(context: Context, given: string): void {
  const url = new URL(given);
  if (url.username || url.password) throw invalid('url', 'webhook_url_credentials');
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const address = /^(.+\.)?localhost$/i.test(hostname) ? '127.0.0.1' : hostname;
  if (!isIP(address) || whyNotPublic(address) === null) return;
  if (readExceptions(context.app.settings.webhookAllow)({ hostname, port, address })) return;
  throw invalid('url', 'webhook_address_private');
}

async function tell(tx: Tx, context: Context, kind: string, webhook: WebhookRow): Promise<void> {
  const { id, events, active, confidential, url, description } = webhook;
  await appendEvent(tx, context, {
    kind,
    subject: { kind: 'webhook', id },
    data: { events, active, confidential },
    payload: { url, description },
  });
}
