import { createHash, randomBytes } from 'node:crypto';
import type { MailOauth, MailWay } from '@shouwen/api';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { requireEverywhere } from '../people/policy.ts';
import { viewerOf } from '../people/viewer.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { inTransaction } from '../platform/http/pipeline.ts';
import type { Db, Tx } from '../tables.ts';
import { askForTokens } from './ask-for-tokens.ts';
import { MailFault } from './connection/faults.ts';
import type { MailboxRow } from './mailbox.ts';
import { openSecret, sealSecret } from './secrets.ts';
import { tell } from './tell.ts';

const patience = 15 * 60_000; // ms, for whoever signs in at the provider

/** What a visit must bring back, sealed into its `state`: nobody can make one, or change what it stands for. */
const Visit = z.object({
  mailbox: z.string(),
  way: z.enum(['receive', 'send']),
  user: z.string(),
  verifier: z.string(),
  until: z.number(),
});

/** Where providers send the browser back. */
export const mailRedirectUri = (context: Context): string => `${context.app.settings.url}/mail-account`;

/** Where to go to give leave to read or send the mail of a mailbox (RFC 6749, 4.1.1, with the proof of RFC 7636). */
export async function beginMailVisit(
  tx: Tx,
  context: Context,
  id: string,
  way: MailWay,
): Promise<{ url: string }> {
  requireEverywhere(context, 'config.manage');
  const row = await rowOf(tx, context, id);
  const oauth = oauthOf(row, way);
  const verifier = randomBytes(32).toString('base64url');
  const visit: z.input<typeof Visit> = {
    mailbox: id,
    way,
    user: viewerOf(context).userId,
    verifier,
    until: context.now.getTime() + patience,
  };
  const url = new URL(oauth.authorize_url);
  const settings = way === 'receive' ? row.receive : row.send;
  const asked: Record<string, string> = {
    response_type: 'code',
    client_id: oauth.client_id,
    redirect_uri: mailRedirectUri(context),
    scope: oauth.scope,
    state: context.app.secrets.encrypt(JSON.stringify(visit)),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    login_hint: ('user' in settings ? settings.user : undefined) ?? row.address,
    // Google gives a token that lasts only when asked for both
    ...(oauth.provider === 'google' ? { access_type: 'offline', prompt: 'consent' } : {}),
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  return { url: url.href };
}

/** Back from the provider: fetches the tokens and keeps them sealed. Throws a conflict that says what is wrong. */
export async function finishMailVisit(
  db: Db,
  context: Context,
  input: { state: string; code: string },
): Promise<MailboxRow> {
  requireEverywhere(context, 'config.manage');
  const visit = readVisit(context, input.state);
  const before = await rowOf(db, context, visit.mailbox);
  const column = visit.way === 'receive' ? 'receive_secret' : 'send_secret';
  const { client_secret } = openSecret(context.app, before[column]);
  const tokens = await askForTokens(context.app, oauthOf(before, visit.way), client_secret, {
    grant_type: 'authorization_code',
    code: input.code,
    redirect_uri: mailRedirectUri(context),
    code_verifier: visit.verifier,
  }).catch((error: unknown) => {
    if (error instanceof MailFault)
      throw conflict('mail_leave_refused', { params: { said: error.said ?? '' } });
    throw error;
  });
  if (!tokens.refresh_token) throw conflict('mail_leave_short');
  return inTransaction(context.app, async (tx) => {
    const row = await rowOf(tx, context, visit.mailbox, { lock: true });
    if (row.version !== before.version) throw conflict('mail_leave_stale');
    const secret = { ...openSecret(context.app, row[column]), ...tokens };
    const after: MailboxRow = { ...row, [column]: sealSecret(context.app, secret), version: row.version + 1 };
    await tx
      .updateTable('mailbox')
      .set({ [column]: after[column], version: after.version })
      .where('org_id', '=', context.org)
      .where('id', '=', row.id)
      .execute();
    await tell(tx, context, 'mailbox.changed', row, after);
    return after;
  });
}

function readVisit(context: Context, state: string): z.output<typeof Visit> {
  const stale = conflict('mail_leave_stale');
  let opened: string;
  try {
    opened = context.app.secrets.decrypt(state);
  } catch {
    throw stale;
  }
  const visit = Visit.parse(JSON.parse(opened));
  if (visit.user !== viewerOf(context).userId || visit.until < context.now.getTime()) throw stale;
  return visit;
}

async function rowOf(
  tx: Tx,
  context: Context,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<MailboxRow> {
  let query = tx
    .selectFrom('mailbox')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .where('deleted_at', 'is', null);
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  if (!row) throw notFound('mailbox');
  return row;
}

function oauthOf(row: MailboxRow, way: MailWay): MailOauth {
  const settings = way === 'receive' ? row.receive : row.send;
  const oauth = 'sign_in' in settings && settings.sign_in === 'oauth2' ? settings.oauth : undefined;
  if (!oauth) throw conflict('mail_oauth_missing');
  return oauth;
}
