import type { SMTPConnectionAuth } from 'nodemailer/lib/smtp-connection';
import type { App } from '../../context.ts';
import type { WayOut } from './way-out.ts';

/** With what we make ourselves known at a way out; null where nothing is asked. */
export async function signIn(_app: App, way: WayOut): Promise<SMTPConnectionAuth | null> {
  return way.login ? { user: way.login.user, pass: way.login.password } : null;
}
