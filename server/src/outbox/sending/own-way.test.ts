import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sealSecret } from '../../mailboxes/secrets.ts';
import { addMailbox } from '../../mailboxes/testing/add-mailbox.ts';
import { setMailbox } from '../../mailboxes/testing/set-mailbox.ts';
import { startTokenServer, type TokenServer } from '../../mailboxes/testing/token-server.ts';
import { startTestApp, type TestApp } from '../../platform/testing/test-app.ts';
import { enqueueMail } from '../enqueue-mail.ts';
import { headerOf, type SmtpReceiver, startReceiver } from '../testing/smtp-receiver.ts';
import { type MailSender, mailSender } from './mail-sender.ts';

let test: TestApp;
let tokens: TokenServer;
let ours: SmtpReceiver;
let theirs: SmtpReceiver;
let sender: MailSender;
/** Who has signed in at the mailbox's own server, and with what. */
const signedIn: string[] = [];
beforeAll(async () => {
  tokens = await startTokenServer();
  ours = await startReceiver();
  theirs = await startReceiver({
    authOptional: false,
    allowInsecureAuth: true,
    authMethods: ['PLAIN', 'XOAUTH2'],
    onAuth({ method, username, password, accessToken }, _session, done) {
      signedIn.push(`${method} ${username} ${password ?? accessToken}`);
      if (password === 'wrong' || accessToken === 'old') done(new Error('not you'));
      else done(null, { user: username });
    },
  });
  test = await startTestApp({
    env: { SHOUWEN_SMTP_OUT: ours.url, SHOUWEN_MAIL_ALLOW: new URL(tokens.url).host },
  });
  sender = mailSender(test.app, test.systemContext, test.pool);
});
afterAll(async () => {
  await sender.close();
  for (const one of [ours, theirs, tokens, test]) await one.close();
});

async function mailFrom(mailboxId: string, subject: string): Promise<void> {
  const context = await test.systemContext();
  await enqueueMail(test.app.db, context, {
    kind: 'notice',
    to: { address: 'ana@example.com', name: null },
    subject,
    body: 'Good day.\n\n.A dot at the start of a line\nand trailing  spaces   ',
    mailboxId,
  });
  await sender.sendDue();
}
const own = (sign_in: 'password' | 'oauth2') => ({
  way: 'smtp' as const,
  host: '127.0.0.1',
  port: theirs.port,
  security: 'plain' as const,
  sign_in,
  user: 'box@lumen.example',
  ...(sign_in === 'oauth2'
    ? {
        oauth: {
          provider: 'other' as const,
          client_id: tokens.client.client_id,
          authorize_url: `${tokens.url}/authorize`,
          token_url: `${tokens.url}/token`,
          scope: 'mail',
        },
      }
    : {}),
});
const keep = (id: string, values: Parameters<typeof setMailbox>[2]) => setMailbox(test, { id }, values);

it('leaves by the server of its mailbox, with its password; mail of others by that of the installation', async () => {
  const id = await addMailbox(test, { address: 'own@lumen.example', send: own('password') });
  await keep(id, { send_secret: sealSecret(test.app, { password: 'right' }) });
  const plain = await addMailbox(test, { address: 'plain@lumen.example' });
  await mailFrom(id, 'by its own');
  await mailFrom(plain, 'by ours');
  expect(signedIn).toEqual(['PLAIN box@lumen.example right']);
  expect(theirs.received.map((mail) => mail.header('subject'))).toEqual(['by its own']);
  expect(ours.received.map((mail) => mail.header('subject'))).toEqual(['by ours']);
});

it('costs a mail no attempt when the server does not let us in, and says why', async () => {
  const id = await addMailbox(test, { address: 'shut@lumen.example', send: own('password') });
  await keep(id, { send_secret: sealSecret(test.app, { password: 'wrong' }) });
  await mailFrom(id, 'shut out');
  const row = await test.app.db
    .selectFrom('outbox')
    .select(['state', 'attempts', 'answer'])
    .where('subject', '=', 'shut out')
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ state: 'queued', attempts: 0 });
  expect(row.answer).toContain('535');
});

it('signs in with a token that is fetched anew when the old one has ended (XOAUTH2)', async () => {
  signedIn.length = 0;
  const id = await addMailbox(test, { address: 'oauth@lumen.example', send: own('oauth2') });
  await keep(id, {
    send_secret: sealSecret(test.app, {
      client_secret: tokens.client.client_secret,
      refresh_token: 'refresh-0',
      access_token: 'old',
      access_until: new Date(test.clock.now().getTime() - 1).toISOString(),
    }),
  });
  await mailFrom(id, 'with a token');
  expect(tokens.asked).toEqual(['refresh_token']);
  expect(signedIn).toEqual([expect.stringMatching(/^XOAUTH2 box@lumen\.example access-\d+$/)]);
  expect(theirs.received.at(-1)?.header('subject')).toBe('with a token');
});

it('signs with DKIM what anybody can check with the published key', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const published = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const id = await addMailbox(test, { address: 'signed@lumen.example', name: '明灯' });
  await keep(id, {
    dkim: JSON.stringify({ domain: 'lumen.example', selector: 'desk', public_key: published }),
    dkim_secret: test.app.secrets.encrypt(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()),
  });
  await mailFrom(id, '签名');
  const { raw = '' } = ours.received.at(-1) ?? {};
  const signature = headerOf(raw, 'dkim-signature') ?? '';
  const tags = Object.fromEntries(
    signature.split(';').map((tag) => {
      const [name = '', ...rest] = tag.split('=');
      return [name.trim(), rest.join('=').replace(/\s+/g, '')];
    }),
  );
  expect([tags.d, tags.s, tags.a]).toEqual(['lumen.example', 'desk', 'rsa-sha256']);
  expect(tags.h?.toLowerCase().split(':')).toEqual(
    expect.arrayContaining(['from', 'to', 'subject', 'message-id']),
  );
  expect(createHash('sha256').update(relaxedBody(raw)).digest('base64')).toBe(tags.bh);
  const signed = [
    ...(tags.h ?? '').split(':').map((name) => relaxedHeader(raw, name)),
    relaxedHeader(raw, 'dkim-signature').replace(/b=[^;]*$/, 'b='),
  ].join('\r\n');
  const key = createPublicKey({ key: Buffer.from(published, 'base64'), format: 'der', type: 'spki' });
  expect(verify('sha256', Buffer.from(signed), key, Buffer.from(tags.b ?? '', 'base64'))).toBe(true);
});

/** RFC 6376, 3.4.4. */
function relaxedBody(raw: string): string {
  const lines = raw
    .slice(raw.indexOf('\r\n\r\n') + 4)
    .split('\r\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''));
  while (lines.at(-1) === '') lines.pop();
  return lines.length === 0 ? '' : `${lines.join('\r\n')}\r\n`;
}

/** RFC 6376, 3.4.2. */
function relaxedHeader(raw: string, name: string): string {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n(?=[ \t])/g, '');
  const line =
    head.split('\r\n').find((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}:`)) ?? '';
  const value = line.slice(line.indexOf(':') + 1).replace(/[ \t]+/g, ' ');
  return `${name.toLowerCase()}:${value.trim()}`;
}
