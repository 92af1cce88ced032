import { z } from 'zod';
import { ExportAs, Id, Moment, PageQuery, page } from './common.ts';
import { route } from './contract.ts';

/** Where a mail stands. `unknown`: it was handed over, and nobody knows whether it arrived. */
export const OutboxState = z.enum(['queued', 'attempting', 'sent', 'failed', 'unknown']);
export type OutboxState = z.infer<typeof OutboxState>;

export const OutboxMessage = z.object({
  id: Id,
  kind: z.string(),
  to: z.string(),
  subject: z.string(),
  body: z.string(),
  state: OutboxState,
  /** queued, and it leaves only when somebody lets it go: it was written while there was no way out */
  held: z.boolean(),
  /** written by the product itself */
  automatic: z.boolean(),
  created_at: Moment,
  /** of a queued one that is not held: when it is tried next */
  next_at: Moment.nullable(),
  attempts: z.number().int(),
  attempted_at: Moment.nullable(),
  sent_at: Moment.nullable(),
  ticket: z.number().int().nullable(),
  /** what the other server said last, or how the connection ended */
  answer: z.string().nullable(),
  /** who decided what had become of it */
  decided_by: z.string().nullable(),
  may: z.object({ manage: z.boolean() }),
});
export type OutboxMessage = z.infer<typeof OutboxMessage>;

/** One mail as it leaves. */
export const OutboxMail = OutboxMessage.extend({
  html: z.string().nullable(),
  from: z.string(),
  reply_to: z.string().nullable(),
  /** Message-IDs stand without < > */
  mail_id: z.string().nullable(),
  in_reply_to: z.string().nullable(),
  files: z.array(
    z.object({
      id: Id,
      name: z.string(),
      media_type: z.string(),
      size: z.number().int(),
      inline: z.boolean(),
    }),
  ),
});
export type OutboxMail = z.infer<typeof OutboxMail>;

export const OutboxQuery = PageQuery.extend({ state: OutboxState.or(z.literal('held')).optional() });
export const OutboxExportQuery = OutboxQuery.omit({ limit: true, cursor: true }).extend(ExportAs.shape);

const tag = 'Outbox';
const params = z.strictObject({ id: Id });
export const outboxRoutes = {
  listOutbox: route({
    method: 'GET',
    path: '/outbox',
    tag,
    access: 'outbox.read',
    summary: 'Everything that is to leave the house, newest first',
    query: OutboxQuery,
    response: page(OutboxMessage),
  }),
  exportOutbox: route({
    method: 'GET',
    path: '/outbox/export',
    tag,
    access: 'ticket.export',
    summary: 'What is to leave the house as a file, CSV or XLSX; who took it out is in the ledger',
    query: OutboxExportQuery,
    file: true,
  }),
  outboxMail: route({
    method: 'GET',
    path: '/outbox/{id}',
    tag,
    access: 'outbox.read',
    summary: 'One mail as it leaves',
    params,
    response: OutboxMail,
  }),
  decideMail: route({
    method: 'POST',
    path: '/outbox/{id}/decide',
    tag,
    access: 'outbox.manage',
    summary: 'Say what became of a mail of which it is not known: it was sent, or it was not and is sent now',
    params,
    body: z.strictObject({ was: z.enum(['sent', 'not_sent']) }),
    response: OutboxMail,
  }),
  releaseMail: route({
    method: 'POST',
    path: '/outbox/{id}/release',
    tag,
    access: 'outbox.manage',
    summary: 'Let a held mail go',
    params,
    response: OutboxMail,
  }),
  releaseMails: route({
    method: 'POST',
    path: '/outbox/release',
    tag,
    access: 'outbox.manage',
    summary:
      'Let every held mail go that one may manage, those first that have waited longest; at most 1,000 at once',
    response: z.object({ released: z.number().int() }),
  }),
  retryMail: route({
    method: 'POST',
    path: '/outbox/{id}/retry',
    tag,
    access: 'outbox.manage',
    summary: 'Try a failed mail again',
    params,
    response: OutboxMail,
  }),
};
