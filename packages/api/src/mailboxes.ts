import { z } from 'zod';
import { Id, Key, Language, line, text } from './common.ts';

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
  team_id: Id.nullable(),
  ticket_type: Key.nullable(),
  tags: z.array(line(50)).max(20),
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
