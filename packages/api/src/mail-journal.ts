import { z } from 'zod';
import { ExportAs, Id, line, Moment, PageQuery, page, text } from './common.ts';
import { route } from './contract.ts';

/** What became of a mail that came in. */
export const MailVerdict = z.enum([
  'new_ticket',
  'reply',
  'duplicate',
  'auto_reply',
  'bounce',
  'list',
  'spam',
  'refused',
  'quarantined',
]);
export type MailVerdict = z.infer<typeof MailVerdict>;
export const MailState = z.enum(['pending', 'done', 'quarantined']);
export type MailState = z.infer<typeof MailState>;

/** One mail that came in: a row of the journal. */
export const MailEntry = z.object({
  id: Id,
  source: z.enum(['smtp', 'http', 'imap', 'import']),
  mailbox: z.object({ id: Id, address: z.string() }).nullable(),
  envelope_from: z.string().nullable(),
  envelope_to: z.array(z.string()),
  from: z.object({ address: z.string(), name: z.string().nullable() }).nullable(),
  subject: z.string().nullable(),
  sent_at: Moment.nullable(),
  received_at: Moment,
  size: z.number().int(),
  state: MailState,
  /** null while it is pending */
  verdict: MailVerdict.nullable(),
  /** why, in the reader's language */
  reason: z.string().nullable(),
  /** the key behind the reason */
  reason_key: z.string().nullable(),
  ticket: z.number().int().nullable(),
  duplicate_of: Id.nullable(),
  attempts: z.number().int(),
  next_at: Moment.nullable(),
  error: z.string().nullable(),
});
export type MailEntry = z.infer<typeof MailEntry>;

/** What the way in is told of a mail that it brought. */
export const MailReceipt = z.object({
  id: Id,
  verdict: z.union([MailVerdict, z.literal('pending')]),
  reason: z.string().nullable(),
  ticket: z.number().int().nullable(),
});

export const MailJournalQuery = PageQuery.extend({
  state: MailState.optional(),
  verdict: MailVerdict.optional(),
  mailbox: Id.optional(),
  /** words in the sender, the recipients or the subject */
  q: z.string().max(200).optional(),
});
export const MailJournalExportQuery = MailJournalQuery.omit({ limit: true, cursor: true }).extend(
  ExportAs.shape,
);

/** An address, or @ and a domain, from which nothing is wanted. */
export const MailBlock = z.object({
  id: Id,
  pattern: z.string(),
  note: z.string(),
  created_at: Moment,
  created_by: z.string().nullable(),
});
export const MailBlockBody = z.strictObject({
  pattern: line(254)
    .transform((value) => value.toLowerCase())
    .refine((value) => /^[^\s@]*@[^\s@]+$/.test(value), 'an address, or @ and a domain'),
  note: text(500).optional(),
});

const params = z.strictObject({ id: Id });
const tag = 'Mail';

export const mailJournalRoutes = {
  receiveMail: route({
    method: 'POST',
    path: '/mail/inbound',
    tag,
    access: 'outbox.manage',
    summary:
      'Take in one raw mail: it is stored first, then processed; 202 when processing failed and is tried again',
    rawBody: 'message/rfc822',
    query: z.strictObject({
      /** as the other server gave it */
      from: z.string().max(320).optional(),
      /** to whom it was delivered, one or several, separated by commas; the header's recipients without it */
      to: z.string().max(4000).optional(),
    }),
    response: MailReceipt,
  }),
  listMail: route({
    method: 'GET',
    path: '/mail/journal',
    tag,
    access: 'outbox.read',
    summary: 'Every mail that came in, newest first, with what became of it and why',
    query: MailJournalQuery,
    response: page(MailEntry),
  }),
  exportMail: route({
    method: 'GET',
    path: '/mail/journal/export',
    tag,
    access: 'outbox.read',
    summary: 'The journal of mail as a file',
    query: MailJournalExportQuery,
    file: true,
  }),
  getMail: route({
    method: 'GET',
    path: '/mail/journal/{id}',
    tag,
    access: 'outbox.read',
    summary: 'One mail of the journal with its text',
    params,
    response: MailEntry.extend({
      text: z.string(),
      attachments: z.array(z.object({ name: z.string(), media_type: z.string(), size: z.number().int() })),
      /** what in it could not be read */
      defects: z.array(z.string()),
    }),
  }),
  rawMail: route({
    method: 'GET',
    path: '/mail/journal/{id}/raw',
    tag,
    access: 'user',
    summary: 'The mail as it came, byte for byte: for everybody who sees its ticket',
    params,
    file: true,
  }),
  processMail: route({
    method: 'POST',
    path: '/mail/journal/{id}/process',
    tag,
    access: 'outbox.manage',
    summary: 'Process a mail again that has no ticket; as an ordinary one when told so',
    params,
    body: z.strictObject({ as_ordinary: z.boolean().optional() }),
    response: MailEntry,
  }),
  assignMail: route({
    method: 'POST',
    path: '/mail/journal/{id}/ticket',
    tag,
    access: 'outbox.manage',
    summary: 'Say to which ticket a mail belongs that has none',
    params,
    body: z.strictObject({ ticket: z.number().int().min(1) }),
    response: MailEntry,
  }),
  listMailBlocks: route({
    method: 'GET',
    path: '/mail/blocks',
    tag,
    access: 'outbox.read',
    summary: 'Addresses and domains from which nothing is wanted',
    response: z.object({ items: z.array(MailBlock) }),
  }),
  addMailBlock: route({
    method: 'POST',
    path: '/mail/blocks',
    tag,
    access: 'outbox.manage',
    status: 201,
    summary: 'Block an address, or with @ in front a domain',
    body: MailBlockBody,
    response: MailBlock,
  }),
  removeMailBlock: route({
    method: 'DELETE',
    path: '/mail/blocks/{id}',
    tag,
    access: 'outbox.manage',
    status: 204,
    summary: 'Let an address or domain through again',
    params,
  }),
};
