import type { MailOauth, MailWay } from '@shouwen/api';
import type { App } from '../context.ts';
import { askForTokens } from './ask-for-tokens.ts';
import { MailFault } from './connection/faults.ts';
import type { Mailbox } from './mailbox.ts';
import { openSecret, sealSecret } from './secrets.ts';

const early = 60_000; // ms: a token that ends so soon is not begun with

/**
 * A token with which one way of a mailbox signs in now: the one that is kept, or a fresh one of the provider, which is
 * kept then. Throws `MailFault` when nobody gave leave yet, or the provider has taken it back.
 */
export async function accessTokenFor(app: App, mailbox: Mailbox, way: MailWay): Promise<string> {
  const settings = way === 'receive' ? mailbox.receive : mailbox.send;
  const oauth = 'oauth' in settings ? settings.oauth : undefined;
  if (!oauth) throw new MailFault('leave_missing');
  return freshToken(app, mailbox.id, way, oauth);
}

async function freshToken(app: App, id: string, way: MailWay, oauth: MailOauth): Promise<string> {
  const column = way === 'receive' ? 'receive_secret' : 'send_secret';
  const row = await app.db
    .selectFrom('mailbox')
    .select([column])
    .where('org_id', '=', app.org)
    .where('id', '=', id)
    .executeTakeFirst();
  const sealed: string | null = row?.[column] ?? null;
  const secret = openSecret(app, sealed);
  const until = secret.access_until ? Date.parse(secret.access_until) : 0;
  if (secret.access_token && until - early > app.clock.now().getTime()) return secret.access_token;
  if (!secret.refresh_token) throw new MailFault('leave_missing');
  const tokens = await askForTokens(app, oauth, secret.client_secret, {
    grant_type: 'refresh_token',
    refresh_token: secret.refresh_token,
  });
  // whoever else has fetched one meanwhile, or has changed the account, is not overwritten
  await app.db
    .updateTable('mailbox')
    .set({ [column]: sealSecret(app, { ...secret, ...tokens }) })
    .where('org_id', '=', app.org)
    .where('id', '=', id)
    .where(column, '=', sealed)
    .execute();
  return tokens.access_token;
}
