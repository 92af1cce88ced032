import type { App } from '../../context.ts';
import type { Mailbox } from '../../mailboxes/mailbox.ts';
import { StartError } from '../../platform/errors.ts';

/** A server that takes mail from us, and how we make ourselves known to it. */
export interface WayOut {
  /** tells ways apart: one for the installation, one for each mailbox with a server of its own */
  key: string;
  host: string;
  port: number;
  /** `offered`: by STARTTLS when the server offers it */
  security: 'tls' | 'starttls' | 'plain' | 'offered';
  /** a user and password of the installation's own way; a mailbox's stand with the mailbox */
  login: { user: string; password: string } | null;
  /** the mailbox whose sign-in it takes */
  mailbox: Mailbox | null;
}

/** The installation's way out, as `SHOUWEN_SMTP_OUT` says it; null when it says nothing. Throws `StartError` for what is no such address. */
export function installationWay(smtpOut: string | null): WayOut | null {
  if (smtpOut === null) return null;
  const url = URL.canParse(smtpOut) ? new URL(smtpOut) : null;
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '')
    throw new StartError(
      'SHOUWEN_SMTP_OUT must be an address such as smtp://mail.example.com:25 or smtps://user:password@mail.example.com:465.',
    );
  const tls = url.protocol === 'smtps:';
  return {
    key: 'installation',
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (tls ? 465 : url.username === '' ? 25 : 587) : Number(url.port),
    security: tls ? 'tls' : 'offered',
    login:
      url.username === ''
        ? null
        : { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) },
    mailbox: null,
  };
}

/** By which server mail of a mailbox leaves; null while there is none, so that it is held. */
export function wayOut(app: App, mailbox: Mailbox | null): WayOut | null {
  if (mailbox?.send.way !== 'smtp') return installationWay(app.settings.smtpOut);
  const { host, port, security } = mailbox.send;
  return { key: mailbox.id, host, port, security, login: null, mailbox };
}
