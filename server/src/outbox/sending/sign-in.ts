import type { SMTPConnectionAuth } from 'nodemailer/lib/smtp-connection';
import XOAuth2 from 'nodemailer/lib/xoauth2';
import type { App } from '../../context.ts';
import { sendCredentials } from '../../mailboxes/connection/ways.ts';
import type { WayOut } from './way-out.ts';

/** With what we make ourselves known at a way out; null where nothing is asked. Throws while a secret is missing. */
export async function signIn(app: App, way: WayOut): Promise<SMTPConnectionAuth | null> {
  if (way.login) return { user: way.login.user, pass: way.login.password };
  const credentials = way.mailbox ? await sendCredentials(app, way.mailbox) : null;
  if (!credentials) return null;
  if ('password' in credentials) return { user: credentials.user, pass: credentials.password };
  return { user: credentials.user, method: 'XOAUTH2', oauth2: new XOAuth2(credentials) };
}
