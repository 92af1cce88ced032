import { z } from 'zod';
import { Id, line, Moment, PageQuery, page } from './common.ts';
import { route } from './contract.ts';
import { AttachmentInfo } from './tickets.ts';
import { ViewColumns, ViewGrouping, ViewSort } from './views.ts';

/** An event of the ledger as integrations read it: ids, choices and digests; free text stays behind. */
export const LedgerEvent = z.object({
  position: z.number().int(),
  id: Id,
  kind: z.string(),
  at: Moment,
  actor: z.object({ kind: z.string(), id: Id.nullable() }),
  subject: z.object({ kind: z.string(), id: Id }),
  ticket: z.number().int().nullable(),
  data: z.record(z.string(), z.unknown()),
  policy_version: z.string().nullable(),
  hash: z.string(),
});
export type LedgerEvent = z.infer<typeof LedgerEvent>;
export const Webhook = z.object({
  id: Id,
  url: z.string(),
  events: z.array(z.string()),
  active: z.boolean(),
  created_at: Moment,
  description: z.string(),
});
export const WebhookBody = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(2000),
  /** event kinds, or prefixes with a star such as `ticket.*` */
  events: z
    .array(z.string().regex(/^(\*|[a-z_]+(\.[a-z_]+)*(\.\*)?)$/))
    .min(1)
    .max(50),
  description: z.string().max(200).optional(),
  active: z.boolean().optional(),
});
export const Delivery = z.object({
  id: Id,
  position: z.number().int(),
  kind: z.string(),
  state: z.enum(['queued', 'attempting', 'delivered', 'failed']),
  attempts: z.number().int(),
  next_at: Moment.nullable(),
  status: z.number().int().nullable(),
  error: z.string().nullable(),
  last_at: Moment.nullable(),
  duration_ms: z.number().nullable(),
});
export const SavedView = z.object({
  /** of a saved view a UUID; of a built-in one its key */
  id: z.string(),
  /** of a built-in view its key: clients name it in the reader's language */
  name: z.string(),
  builtin: z.boolean(),
  scope: z.enum(['private', 'team', 'all']),
  team_id: Id.nullable(),
  condition: z.unknown(),
  mine: z.boolean(),
  sort: ViewSort,
  columns: ViewColumns,
  grouping: ViewGrouping.nullable(),
});
const params = z.strictObject({ id: Id });
/** The words of a file. `waiting`: they are being read; `none`: there are none to be had. */
export const FileText = z.object({
  state: z.enum(['waiting', 'read', 'none']),
  text: z.string(),
  /** false when there is more than this */
  whole: z.boolean(),
});

export const platformRoutes = {
  readEvents: route({
    method: 'GET',
    path: '/events',
    tag: 'Events',
    access: 'events.read',
    summary: 'The event ledger after a position; go on from last_position (what you may not see is left out)',
    query: z.strictObject({
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
    }),
    response: z.object({ items: z.array(LedgerEvent), last_position: z.number().int() }),
  }),
  listWebhooks: route({
    method: 'GET',
    path: '/webhooks',
    tag: 'Webhooks',
    access: 'webhook.manage',
    summary: 'Webhooks',
    response: z.object({ items: z.array(Webhook) }),
  }),
  createWebhook: route({
    method: 'POST',
    path: '/webhooks',
    tag: 'Webhooks',
    access: 'webhook.manage',
    scope: 'admin',
    confirm: true,
    status: 201,
    summary: 'Add a webhook; its signing secret is shown once',
    body: WebhookBody,
    response: Webhook.extend({ secret: z.string() }),
  }),
  changeWebhook: route({
    method: 'PATCH',
    path: '/webhooks/{id}',
    tag: 'Webhooks',
    access: 'webhook.manage',
    scope: 'admin',
    confirm: true,
    summary: 'Change a webhook',
    params,
    body: WebhookBody.partial(),
    response: Webhook,
  }),
  deleteWebhook: route({
    method: 'DELETE',
    path: '/webhooks/{id}',
    tag: 'Webhooks',
    access: 'webhook.manage',
    scope: 'admin',
    summary: 'Remove a webhook',
    params,
    status: 204,
  }),
  listDeliveries: route({
    method: 'GET',
    path: '/webhooks/{id}/deliveries',
    tag: 'Webhooks',
    access: 'webhook.manage',
    summary: 'The delivery log, newest first',
    params,
    query: PageQuery,
    response: page(Delivery),
  }),
  resendDelivery: route({
    method: 'POST',
    path: '/webhooks/{id}/deliveries/{delivery_id}/resend',
    tag: 'Webhooks',
    access: 'webhook.manage',
    summary: 'Send a delivery again',
    params: params.extend({ delivery_id: Id }),
    response: Delivery,
  }),
  uploadFile: route({
    method: 'POST',
    path: '/files',
    tag: 'Files',
    access: 'user',
    status: 201,
    rawBody: 'multipart',
    summary: 'Upload a file (25 MB at most) to attach or import',
    response: AttachmentInfo,
  }),
  downloadFile: route({
    method: 'GET',
    path: '/files/{id}',
    tag: 'Files',
    access: 'user',
    summary: 'Download a file',
    params,
    file: true,
  }),
  fileText: route({
    method: 'GET',
    path: '/files/{id}/text',
    tag: 'Files',
    access: 'user',
    summary: 'The words of a file, as they are read for the search',
    params,
    response: FileText,
  }),
  listViews: route({
    method: 'GET',
    path: '/views',
    tag: 'Views',
    access: 'user',
    summary: 'Built-in and saved views',
    response: z.object({ items: z.array(SavedView) }),
  }),
  createView: route({
    method: 'POST',
    path: '/views',
    tag: 'Views',
    access: 'user',
    status: 201,
    summary: 'Save a view',
    body: z.strictObject({
      name: line(80),
      scope: z.enum(['private', 'team', 'all']),
      team_id: Id.nullable().optional(),
      condition: z.unknown(),
      sort: ViewSort.optional(),
      columns: ViewColumns.optional(),
      grouping: ViewGrouping.nullable().optional(),
    }),
    response: SavedView,
  }),
  deleteView: route({
    method: 'DELETE',
    path: '/views/{id}',
    tag: 'Views',
    access: 'user',
    summary: 'Remove a view of mine',
    params,
    status: 204,
  }),
};
