import { z } from 'zod';
import { Id, Key, Language, line, Moment, text } from './common.ts';
import { route } from './contract.ts';
import { Level } from './tickets.ts';
import { ViewField } from './views.ts';

/** An address as mail has it: one @, no spaces, kept in small letters. */
export const MailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(/^[^\s@<>,;"]+@[^\s@<>,;"]+$/, 'a mail address');

/** How the connection is made safe: from the first byte, by STARTTLS, or not at all. */
export const MailSecurity = z.enum(['tls', 'starttls', 'plain']);
export type MailSecurity = z.infer<typeof MailSecurity>;

/** Where and as whom we ask for leave to read or send somebody's mail. The provider only fills in what is known of it. */
export const MailOauth = z.strictObject({
  provider: z.enum(['google', 'microsoft', 'other']),
  client_id: line(300),
  authorize_url: z.url({ protocol: /^https?$/ }).max(1000),
  token_url: z.url({ protocol: /^https?$/ }).max(1000),
  scope: line(1000),
});
export type MailOauth = z.infer<typeof MailOauth>;

const host = line(253);
const port = z.number().int().min(1).max(65_535);
const folder = line(200);

/** The way in: nothing is fetched, the listener and the HTTP call bring it, or it is fetched by IMAP. */
export const MailboxReceive = z.discriminatedUnion('way', [
  z.strictObject({ way: z.literal('none') }),
  z.strictObject({ way: z.literal('listener') }),
  z.strictObject({
    way: z.literal('imap'),
    host,
    port,
    security: MailSecurity,
    user: line(254),
    sign_in: z.enum(['password', 'oauth2']),
    oauth: MailOauth.optional(),
    folder,
    /** what becomes of a mail that has been taken in: marked as read, or moved to `move_to` */
    when_done: z.enum(['seen', 'move']),
    move_to: folder.optional(),
    /** where the account keeps what was sent: unknown mails are looked for there */
    sent_folder: folder.optional(),
  }),
]);
export type MailboxReceive = z.infer<typeof MailboxReceive>;

/** The way out: as the installation sends (`SHOUWEN_SMTP_OUT`), or a server of its own. */
export const MailboxSend = z.discriminatedUnion('way', [
  z.strictObject({ way: z.literal('installation') }),
  z.strictObject({
    way: z.literal('smtp'),
    host,
    port,
    security: MailSecurity,
    /** `as_receive`: with the user and the secret of the way in */
    sign_in: z.enum(['none', 'password', 'oauth2', 'as_receive']),
    user: line(254).optional(),
    oauth: MailOauth.optional(),
  }),
]);
export type MailboxSend = z.infer<typeof MailboxSend>;

/** What a mailbox signs its mail with; the private key is kept sealed. */
export const MailboxDkim = z.strictObject({ domain: line(253), selector: line(63) });
export type MailboxDkim = z.infer<typeof MailboxDkim>;

/** What happens to a mail that comes to a mailbox and fits a condition; every filter that fits acts, in their order. */
export const MailboxFilter = z.strictObject({
  name: line(80),
  /** a condition of the condition language over the fields of a mail */
  when: z.record(z.string(), z.unknown()),
  /** kept in the journal and answered by nothing; the filters after it are not asked */
  refuse: z.boolean(),
  /** let in although it looks like a list or like spam */
  let_in: z.boolean(),
  team_id: Id.nullable(),
  ticket_type: Key.nullable(),
  tags: z.array(line(50)).max(20),
  importance: Level.nullable(),
  urgency: Level.nullable(),
});
export type MailboxFilter = z.infer<typeof MailboxFilter>;

/** What is set at a mailbox, without its secrets. */
export const MailboxSettings = z.strictObject({
  address: MailAddress,
  aliases: z.array(MailAddress).max(50),
  name: line(120),
  language: Language.nullable(),
  team_id: Id.nullable(),
  ticket_type: Key.nullable(),
  /** HTML of the editor */
  signature: text(20_000),
  /** the calendar whose hours customers are told */
  calendar: Key.nullable(),
  acknowledge: z.boolean(),
  /** takes what is addressed to nobody known; there is exactly one */
  catch_all: z.boolean(),
  same_mail: z.enum(['one_ticket', 'linked_tickets']),
  receive: MailboxReceive,
  send: MailboxSend,
  dkim: MailboxDkim.nullable(),
  filters: z.array(MailboxFilter).max(100),
  active: z.boolean(),
});
export type MailboxSettings = z.infer<typeof MailboxSettings>;

/** What proves to another server who we are: given, never shown again. */
export const MailSecretInput = z.strictObject({
  password: z.string().min(1).max(1000).optional(),
  client_secret: z.string().min(1).max(1000).optional(),
});
const secrets = { receive_secret: MailSecretInput.optional(), send_secret: MailSecretInput.optional() };
export const MailboxBody = MailboxSettings.partial()
  .required({ address: true, name: true })
  .extend(secrets)
  .strict();
export const MailboxChanges = MailboxSettings.partial().extend(secrets).strict();

/** What is there of a secret, without the secret. */
const SecretState = z.object({
  password: z.boolean(),
  client_secret: z.boolean(),
  /** the provider gave us leave, and we hold its token */
  connected: z.boolean(),
});

export const Mailbox = MailboxSettings.omit({ dkim: true }).extend({
  id: Id,
  etag: z.string(),
  receive_secret: SecretState,
  send_secret: SecretState,
  /** with the record that DNS has to publish */
  dkim: MailboxDkim.extend({ record_name: z.string(), record_value: z.string() }).nullable(),
  /** how fetching goes; null where nothing is fetched, or nothing was yet */
  fetching: z
    .object({
      looked_at: Moment.nullable(),
      error_at: Moment.nullable(),
      /** what is wrong, in the reader's words */
      error: z.string().nullable(),
      code: z.string().nullable(),
    })
    .nullable(),
});

/** The ways of a mailbox as they stand in a form. */
export const MailboxTrialBody = z.strictObject({
  /** the mailbox whose secrets are used where none are given */
  id: Id.optional(),
  address: MailAddress,
  receive: MailboxReceive,
  send: MailboxSend,
  ...secrets,
  /** also send a mail to whoever asks */
  send_to_me: z.boolean().optional(),
});

/** What came of trying one way of a mailbox. */
export const MailTrial = z.object({
  ok: z.boolean(),
  code: z.string(),
  /** in the reader's words: what works, or what is wrong and what to do */
  message: z.string(),
  /** what the other server said */
  said: z.string().nullable(),
});
export type MailTrial = z.infer<typeof MailTrial>;

/** Which way of a mailbox. */
const Way = z.enum(['receive', 'send']);
export type MailWay = z.infer<typeof Way>;
const params = z.strictObject({ id: Id });
const common = { tag: 'Mailboxes', access: 'config.manage' } as const;

export const mailboxRoutes = {
  listMailboxes: route({
    method: 'GET',
    path: '/mailboxes',
    ...common,
    summary: 'Mailboxes, without their secrets',
    response: z.object({ items: z.array(Mailbox) }),
  }),
  mailFields: route({
    method: 'GET',
    path: '/mailboxes/fields',
    ...common,
    summary: 'The fields of a mail that the filters of a mailbox may ask about',
    response: z.object({ items: z.array(ViewField) }),
  }),
  createMailbox: route({
    method: 'POST',
    path: '/mailboxes',
    ...common,
    scope: 'admin',
    confirm: true,
    status: 201,
    summary: 'Add a mailbox',
    body: MailboxBody,
    response: Mailbox,
  }),
  changeMailbox: route({
    method: 'PATCH',
    path: '/mailboxes/{id}',
    ...common,
    scope: 'admin',
    confirm: true,
    ifMatch: true,
    summary: 'Change a mailbox; a secret that is not given stays',
    params,
    body: MailboxChanges,
    response: Mailbox,
  }),
  removeMailbox: route({
    method: 'DELETE',
    path: '/mailboxes/{id}',
    ...common,
    scope: 'admin',
    confirm: true,
    summary: 'Remove a mailbox; what came to it stays',
    params,
    status: 204,
  }),
  tryMailbox: route({
    method: 'POST',
    path: '/mailboxes/test',
    ...common,
    scope: 'admin',
    confirm: true,
    limit: { calls: 30, minutes: 10 },
    summary: 'Try the ways in and out, also before they are saved, and say what is wrong',
    body: MailboxTrialBody,
    response: z.object({ receive: MailTrial.nullable(), send: MailTrial.nullable() }),
  }),
  visitMailProvider: route({
    method: 'POST',
    path: '/mailboxes/{id}/visit',
    ...common,
    scope: 'admin',
    confirm: true,
    summary: 'Where to go to give leave to read or send the mail of a mailbox (OAuth2)',
    params,
    body: z.strictObject({ way: Way }),
    response: z.object({ url: z.string() }),
  }),
  finishMailVisit: route({
    method: 'POST',
    path: '/mailboxes/visited',
    ...common,
    scope: 'admin',
    summary: 'Back from there: the leave is kept with the mailbox',
    body: z.strictObject({ state: z.string().max(4000), code: z.string().max(4000) }),
    response: Mailbox,
  }),
};
