import type { MailboxTrialBody, MailTrial } from '@shouwen/api';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { requireEverywhere } from '../../people/policy.ts';
import { viewerOf } from '../../people/viewer.ts';
import { say } from '../../platform/texts.ts';
import type { Db } from '../../tables.ts';
import { accessTokenFor } from '../access-token.ts';
import { leadsElsewhere } from '../account.ts';
import { mailboxById } from '../find-mailbox.ts';
import type { Mailbox } from '../mailbox.ts';
import { openMailboxSecret } from '../secrets.ts';
import { faultOf, MailFault } from './faults.ts';
import { type Credentials, type ImapWay, imapOptions, type SmtpWay, smtpOptions } from './ways.ts';

type Body = z.output<typeof MailboxTrialBody>;

/**
 * Tries the ways of a mailbox as they stand in the form. Secrets that are not given are those that are kept, as long as
 * the account is the same: nobody gets a kept secret sent to a server of their choice. Never throws for what is wrong
 * with the mail servers; that is the answer.
 */
export async function tryMailbox(
  db: Db,
  context: Context,
  body: Body,
): Promise<{ receive: MailTrial | null; send: MailTrial | null }> {
  requireEverywhere(context, 'config.manage');
  const kept = body.id ? await mailboxById(db, context.org, body.id) : null;
  const { receive, send } = body;
  const receiveTrial =
    receive.way === 'imap'
      ? trial(context, 'receive', () => tryImap(db, context, body, kept, receive))
      : null;
  const sendTrial =
    send.way === 'smtp' ? trial(context, 'send', () => trySmtp(db, context, body, kept, send)) : null;
  return { receive: await receiveTrial, send: await sendTrial };
}

async function trial(
  context: Context,
  way: 'receive' | 'send',
  work: () => Promise<string>,
): Promise<MailTrial> {
  try {
    const code = await work();
    return { ok: true, code, message: say(context.language, `mail_works.${code}`), said: null };
  } catch (error) {
    const { code, said } = faultOf(error);
    context.app.log.info({ way, code, said }, 'a mailbox was tried and does not work');
    return {
      ok: false,
      code,
      message: say(context.language, `mail_fault.${code}`, { said: said ?? '' }),
      said,
    };
  }
}

async function tryImap(
  db: Db,
  context: Context,
  body: Body,
  kept: Mailbox | null,
  receive: ImapWay,
): Promise<string> {
  const client = new ImapFlow({
    ...imapOptions(receive, await credentialsOf(db, context, body, kept)),
    disableAutoIdle: true,
  });
  client.on('error', () => undefined); // `connect` rejects with it
  try {
    await client.connect();
    for (const folder of [
      receive.folder,
      ...(receive.when_done === 'move' && receive.move_to ? [receive.move_to] : []),
    ])
      if (!(await client.status(folder, { messages: true }).catch(() => false)))
        throw new MailFault('folder_missing', folder);
    await client.logout();
    return 'receive';
  } finally {
    client.close();
  }
}

async function trySmtp(
  db: Db,
  context: Context,
  body: Body,
  kept: Mailbox | null,
  send: SmtpWay,
): Promise<string> {
  const credentials = send.sign_in === 'none' ? null : await formCredentials(db, context, body, kept, send);
  const transport = createTransport(smtpOptions(send, credentials));
  try {
    await transport.verify();
    if (!body.send_to_me) return 'send';
    const text = say(context.language, 'mail_trial.text');
    await transport
      .sendMail({
        from: body.address,
        to: await ownAddress(db, context),
        subject: say(context.language, 'mail_trial.subject'),
        text,
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
      .catch((error: unknown) => {
        throw refusedEnvelope(error);
      });
    return 'sent';
  } finally {
    transport.close();
  }
}

async function ownAddress(db: Db, context: Context): Promise<string> {
  const { email } = await db
    .selectFrom('user_account')
    .select('email')
    .where('org_id', '=', context.org)
    .where('id', '=', viewerOf(context).userId)
    .executeTakeFirstOrThrow();
  return email;
}

/** A server that takes our word but not our mail: it minds the sender, or passes nothing on for us. */
function refusedEnvelope(error: unknown): unknown {
  if (!(error instanceof Error) || !('command' in error)) return error;
  const said = 'response' in error && typeof error.response === 'string' ? error.response : error.message;
  if (error.command === 'MAIL FROM') return new MailFault('sender_refused', said);
  return error.command === 'RCPT TO' ? new MailFault('relay_refused', said) : error;
}

async function credentialsOf(
  db: Db,
  context: Context,
  body: Body,
  kept: Mailbox | null,
): Promise<Credentials> {
  const { receive } = body;
  if (receive.way !== 'imap') throw new MailFault('secret_missing');
  const same = kept && !leadsElsewhere(kept.receive, receive) ? kept : null;
  if (receive.sign_in === 'oauth2') {
    if (!same) throw new MailFault('leave_missing');
    return { user: receive.user, accessToken: await accessTokenFor(context.app, same, 'receive') };
  }
  const secret = same ? await openMailboxSecret(db, context.app, same.id, 'receive') : {};
  const password = body.receive_secret?.password ?? secret.password;
  if (password === undefined) throw new MailFault('secret_missing');
  return { user: receive.user, password };
}

async function formCredentials(
  db: Db,
  context: Context,
  body: Body,
  kept: Mailbox | null,
  send: SmtpWay,
): Promise<Credentials> {
  if (send.sign_in === 'as_receive') return credentialsOf(db, context, body, kept);
  const same = kept && !leadsElsewhere(kept.send, send) ? kept : null;
  const user = send.user ?? body.address;
  if (send.sign_in === 'oauth2') {
    if (!same) throw new MailFault('leave_missing');
    return { user, accessToken: await accessTokenFor(context.app, same, 'send') };
  }
  const secret = same ? await openMailboxSecret(db, context.app, same.id, 'send') : {};
  const password = body.send_secret?.password ?? secret.password;
  if (password === undefined) throw new MailFault('secret_missing');
  return { user, password };
}
