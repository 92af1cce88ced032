import type { MailboxReceive, MailboxSend } from '@shouwen/api';
import type { ImapFlowOptions } from 'imapflow';
import type { SMTPTransportOptions } from 'nodemailer';
import type { App } from '../../context.ts';
import { accessTokenFor } from '../access-token.ts';
import type { Mailbox } from '../mailbox.ts';
import { openMailboxSecret } from '../secrets.ts';
import { MailFault } from './faults.ts';

export type ImapWay = Extract<MailboxReceive, { way: 'imap' }>;
export type SmtpWay = Extract<MailboxSend, { way: 'smtp' }>;
/** What signs in: a password, or a token of the provider. */
export type Credentials = { user: string; password: string } | { user: string; accessToken: string };

/** How long a mail server may take to answer before it counts as dead. */
export const patience = 20_000; // ms

/** How to connect to the IMAP server of a mailbox. Throws `MailFault` while a secret is missing. */
export async function imapWayOf(app: App, mailbox: Mailbox, receive: ImapWay): Promise<ImapFlowOptions> {
  return imapOptions(receive, await receiveCredentials(app, mailbox, receive));
}

/**
 * With what a mailbox signs in at its own SMTP server; null where that asks for nothing, or where it sends as the
 * installation does. Throws `MailFault` while a secret is missing.
 */
export async function sendCredentials(app: App, mailbox: Mailbox): Promise<Credentials | null> {
  const { send, receive } = mailbox;
  if (send.way !== 'smtp' || send.sign_in === 'none') return null;
  if (send.sign_in === 'as_receive') {
    if (receive.way !== 'imap') throw new MailFault('secret_missing');
    return receiveCredentials(app, mailbox, receive);
  }
  const user = send.user ?? mailbox.address;
  if (send.sign_in === 'oauth2') return { user, accessToken: await accessTokenFor(app, mailbox, 'send') };
  const { password } = await openMailboxSecret(app.db, app, mailbox.id, 'send');
  if (password === undefined) throw new MailFault('secret_missing');
  return { user, password };
}

async function receiveCredentials(app: App, mailbox: Mailbox, receive: ImapWay): Promise<Credentials> {
  if (receive.sign_in === 'oauth2')
    return { user: receive.user, accessToken: await accessTokenFor(app, mailbox, 'receive') };
  const { password } = await openMailboxSecret(app.db, app, mailbox.id, 'receive');
  if (password === undefined) throw new MailFault('secret_missing');
  return { user: receive.user, password };
}

/** The password never crosses the wire unprotected unless the settings say so. */
export function imapOptions(receive: ImapWay, credentials: Credentials): ImapFlowOptions {
  const secure = receive.security === 'tls';
  return {
    host: receive.host,
    port: receive.port,
    secure,
    ...(secure ? {} : { doSTARTTLS: receive.security === 'starttls' }),
    auth:
      'password' in credentials
        ? { user: credentials.user, pass: credentials.password }
        : { user: credentials.user, accessToken: credentials.accessToken },
    logger: false,
    clientInfo: { name: 'Shouwen' },
    connectionTimeout: patience,
    greetingTimeout: patience,
  };
}

/** The same for SMTP. */
export function smtpOptions(send: SmtpWay, credentials: Credentials | null): SMTPTransportOptions {
  return {
    host: send.host,
    port: send.port,
    secure: send.security === 'tls',
    requireTLS: send.security === 'starttls',
    ignoreTLS: send.security === 'plain',
    ...(credentials === null
      ? {}
      : {
          auth:
            'password' in credentials
              ? { user: credentials.user, pass: credentials.password }
              : { type: 'OAuth2', user: credentials.user, accessToken: credentials.accessToken },
        }),
    connectionTimeout: patience,
    greetingTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
