import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { accessTokenFor } from './access-token.ts';
import { mailboxById } from './find-mailbox.ts';
import { startTokenServer, type TokenServer } from './testing/token-server.ts';

let test: TestApp;
let provider: TokenServer;
let made = 0;
beforeAll(async () => {
  provider = await startTokenServer();
  const { port } = new URL(provider.url);
  test = await startTestApp({ env: { SHOUWEN_MAIL_ALLOW: `127.0.0.1:${port}` } });
});
afterAll(async () => {
  await provider.close();
  await test.close();
});
beforeEach(() => {
  provider.withdrawn = false;
  provider.asked = [];
});

/** A mailbox that is fetched with leave of the provider, which has not been asked yet. */
async function add(tokenUrl = `${provider.url}/token`): Promise<string> {
  const oauth = {
    provider: 'other',
    client_id: provider.client.client_id,
    authorize_url: `${provider.url}/authorize`,
    token_url: tokenUrl,
    scope: 'mail offline_access',
  };
  const receive = {
    way: 'imap',
    host: 'imap.example.com',
    port: 993,
    security: 'tls',
    user: 'desk@example.com',
    sign_in: 'oauth2',
    oauth,
    folder: 'INBOX',
    when_done: 'seen',
  };
  const { status, body } = await test.request('POST', '/mailboxes', {
    body: {
      address: `desk${++made}@example.org`,
      name: 'Desk',
      receive,
      receive_secret: { client_secret: provider.client.client_secret },
    },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}
const visit = async (id: string): Promise<string> =>
  (await test.request('POST', `/mailboxes/${id}/visit`, { body: { way: 'receive' } })).body.url;
const finish = (body: { state: string; code: string }) =>
  test.request('POST', '/mailboxes/visited', { body });
async function connected(): Promise<string> {
  const id = await add();
  const answer = await finish(provider.visit(await visit(id)));
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return id;
}
async function tokenOf(id: string): Promise<string> {
  const mailbox = await mailboxById(test.app.db, test.app.org, id);
  if (!mailbox) throw new Error('There is no such mailbox.');
  return accessTokenFor(test.app, mailbox, 'receive');
}

describe('leave to read mail', () => {
  it('is asked for at the provider and kept with the mailbox', async () => {
    const id = await add();
    const url = new URL(await visit(id));
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'desk',
      redirect_uri: 'http://localhost:8080/mail-account',
      scope: 'mail offline_access',
      code_challenge_method: 'S256',
      login_hint: 'desk@example.com',
    });
    const { status, body } = await finish(provider.visit(url.href));
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.receive_secret).toEqual({ password: false, client_secret: true, connected: true });
    expect(JSON.stringify(body)).not.toMatch(/access-|refresh-/);
  });

  it('is refused for a state that is made up, too old, or brought back twice', async () => {
    const id = await add();
    expect((await finish({ state: 'made up', code: 'c' })).body.code).toBe('mail_leave_stale');
    const late = provider.visit(await visit(id));
    test.clock.advance(16);
    expect((await finish(late)).body.code).toBe('mail_leave_stale');
    const once = provider.visit(await visit(id));
    expect((await finish(once)).status).toBe(200);
    expect((await finish(once)).body.code).toBe('mail_leave_refused');
  });

  it('goes to no private address that the operator has not listed', async () => {
    const id = await add('http://127.0.0.1:1/token');
    const { body } = await finish(provider.visit(await visit(id)));
    expect(body.code).toBe('mail_leave_refused');
    const other = await add('https://127.0.0.1:1/token');
    const refused = await finish(provider.visit(await visit(other)));
    expect(refused.body.detail).toContain('is refused');
  });
});

describe('the token with which a mailbox signs in', () => {
  it('is kept while it holds, and fetched anew before it ends', async () => {
    const id = await connected();
    const first = await tokenOf(id);
    expect(await tokenOf(id)).toBe(first);
    expect(provider.asked).toEqual(['authorization_code']);
    test.clock.advance(59.5);
    const second = await tokenOf(id);
    expect(second).not.toBe(first);
    expect(await tokenOf(id)).toBe(second);
    test.clock.advance(60);
    expect(await tokenOf(id)).not.toBe(second); // with the refresh token that came with the second
    expect(provider.asked).toEqual(['authorization_code', 'refresh_token', 'refresh_token']);
  });

  it('is missed in plain words when nobody gave leave, or it was withdrawn', async () => {
    await expect(tokenOf(await add())).rejects.toMatchObject({ code: 'leave_missing' });
    const id = await connected();
    provider.withdrawn = true;
    test.clock.advance(120);
    await expect(tokenOf(id)).rejects.toMatchObject({ code: 'leave_refused', said: '400 invalid_grant' });
  });
});
