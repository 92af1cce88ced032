import { type Implementation, implement } from '../platform/http/implement.ts';
import { resendDelivery } from './resend-delivery.ts';
import { addWebhook, changeWebhook, removeWebhook } from './save-webhook.ts';
import { listDeliveries, listWebhooks, presentDelivery, presentWebhook } from './webhooks.query.ts';

export const webhookRoutes: Implementation[] = [
  implement('listWebhooks', async (tx, context) => ({ items: await listWebhooks(tx, context) })),
  implement('createWebhook', async (tx, context, { body }) => {
    const { webhook, secret } = await addWebhook(tx, context, body);
    return { ...presentWebhook(webhook), secret };
  }),
  implement('changeWebhook', async (tx, context, { params, body }) =>
    presentWebhook(await changeWebhook(tx, context, params.id, body)),
  ),
  implement('deleteWebhook', async (tx, context, { params }) => {
    await removeWebhook(tx, context, params.id);
    return null;
  }),
  implement('listDeliveries', (tx, context, { params, query }) =>
    listDeliveries(tx, context, params.id, query),
  ),
  implement('resendDelivery', async (tx, context, { params }) =>
    presentDelivery(await resendDelivery(tx, context, params.id, params.delivery_id)),
  ),
];
