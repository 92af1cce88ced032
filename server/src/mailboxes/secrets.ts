import type { MailSecretInput, MailWay } from '@shouwen/api';
import type { z } from 'zod';
import type { App } from '../context.ts';
import type { Tx } from '../tables.ts';
import type { MailboxRow } from './mailbox.ts';

/** What proves who we are on one way of a mailbox. It stands sealed in its row and is opened only to connect. */
export interface WaySecret {
  password?: string;
  client_secret?: string;
  refresh_token?: string;
  access_token?: string;
  /** RFC 3339 */
  access_until?: string;
}

const columnOf = { receive: 'receive_secret', send: 'send_secret' } as const;

/** The secrets of one way of a mailbox; an empty one where none is kept. Throws when the installation's secret has changed. */
export async function openMailboxSecret(
  db: Tx,
  app: Pick<App, 'org' | 'secrets'>,
  mailboxId: string,
  way: MailWay,
): Promise<WaySecret> {
  const row = await db
    .selectFrom('mailbox')
    .select(['receive_secret', 'send_secret'])
    .where('org_id', '=', app.org)
    .where('id', '=', mailboxId)
    .executeTakeFirst();
  return openSecret(app, row?.[columnOf[way]] ?? null);
}

/** The private key with which a mailbox signs (PEM); null where it does not. */
export async function openDkimKey(
  db: Tx,
  app: Pick<App, 'org' | 'secrets'>,
  mailboxId: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('mailbox')
    .select('dkim_secret')
    .where('org_id', '=', app.org)
    .where('id', '=', mailboxId)
    .executeTakeFirst();
  return row?.dkim_secret ? app.secrets.decrypt(row.dkim_secret) : null;
}

export function openSecret({ secrets }: Pick<App, 'secrets'>, sealed: string | null): WaySecret {
  return sealed === null ? {} : (JSON.parse(secrets.decrypt(sealed)) as WaySecret);
}

export function sealSecret({ secrets }: Pick<App, 'secrets'>, secret: WaySecret): string | null {
  return Object.keys(secret).length === 0 ? null : secrets.encrypt(JSON.stringify(secret));
}

/** The secret with what was given laid over it. */
export function withGiven(secret: WaySecret, given: z.output<typeof MailSecretInput> | undefined): WaySecret {
  return {
    ...secret,
    ...(given?.password === undefined ? {} : { password: given.password }),
    ...(given?.client_secret === undefined ? {} : { client_secret: given.client_secret }),
  };
}

/** What is there of the secrets of a row, for those who may not see them. */
export function secretStates(app: Pick<App, 'secrets'>, row: MailboxRow) {
  const stateOf = (sealed: string | null) => {
    const secret = openSecret(app, sealed);
    return {
      password: secret.password !== undefined,
      client_secret: secret.client_secret !== undefined,
      connected: secret.refresh_token !== undefined,
    };
  };
  return { receive_secret: stateOf(row.receive_secret), send_secret: stateOf(row.send_secret) };
}
