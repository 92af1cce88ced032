import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addUser } from '../platform/testing/factories.ts';
import { eventsOf, signIn, withCookie } from '../platform/testing/sign-in.ts';
import { type Answer, startTestApp, type TestApp, TestClock } from '../platform/testing/test-app.ts';
import { type IdentityProvider, startIdentityProvider } from './testing/identity-provider.ts';

let test: TestApp;
let house: IdentityProvider;
let provider: string;
let made = 0;
const clock = new TestClock(new Date()); // the provider lives in real time
const redirectUri = 'http://localhost:8080/login/provider';
beforeAll(async () => {
  house = await startIdentityProvider(redirectUri);
  const port = new URL(house.issuer).port;
  test = await startTestApp({ clock, env: { SHOUWEN_OIDC_ALLOW: `127.0.0.1:${port}` } });
  const added = await test.request('POST', '/sign-in/providers', {
    body: { name: 'House', issuer: house.issuer, ...house.client },
  });
  expect(added.status, JSON.stringify(added.body)).toBe(201);
  provider = added.body.id;
});
afterAll(async () => {
  await house.close();
  await test.close();
});
beforeEach(() => clock.set(new Date()));

type Call = ReturnType<typeof withCookie>;
const cookiesOf = (answer: Answer) =>
  [answer.headers['set-cookie'] ?? []].flat().map((one) => String(one).split(';')[0]);
const nobody = (): Call => withCookie(test, '');

/** Somebody whom the provider knows, and who sits at the browser. */
function sitsThere(changes: Partial<{ email: string; email_verified: boolean; name: string }> = {}): string {
  const sub = `sub-${++made}`;
  const account = { sub, email: `${sub}@example.com`, email_verified: true, name: 'Wang Wei', ...changes };
  house.accounts.set(sub, account);
  house.signInAs(sub);
  return account.email;
}

/** Begins a visit. Gives the browser's cookies for us, and the address at the provider. */
async function begin(as: Call = nobody(), purpose = 'sign_in'): Promise<{ cookie: string; url: string }> {
  const answer = await as('POST', `/sign-in/providers/${provider}/visits`, { purpose });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return { cookie: cookiesOf(answer).join('; '), url: answer.body.url };
}

/** Goes through the provider's pages as a browser does. Gives what it is sent back to us with. */
async function visit(url: string): Promise<string> {
  const jar = new Map<string, string>();
  let next = url;
  for (let steps = 0; steps < 12; steps++) {
    const page = await fetch(next, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const set of page.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      jar.set(name, value);
    }
    const to = page.headers.get('location');
    if (to === null) throw new Error(`${next} answers ${page.status}: ${await page.text()}`);
    next = new URL(to, next).href;
    if (next.startsWith(redirectUri)) return new URL(next).search.slice(1);
  }
  throw new Error('the provider goes round in circles');
}

async function finish(cookie: string, query: string): Promise<Answer> {
  return withCookie(test, cookie)('POST', '/session/provider', { query });
}
async function enter(): Promise<Answer> {
  const { cookie, url } = await begin();
  return finish(cookie, await visit(url));
}

describe('signing in with a provider', () => {
  it('lets in who has the verified mail address, also whoever was only invited', async () => {
    const email = sitsThere();
    const user = await addUser(test, { email, state: 'invited' });
    const answer = await enter();
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    expect(answer.body.me.user).toMatchObject({ id: user.id, state: 'active' });
    const as = withCookie(test, cookiesOf(answer).find((one) => one?.startsWith('shouwen_session')) ?? '');
    expect((await as('GET', '/me/sessions')).body.items[0]).toMatchObject({
      method: 'provider',
      second_factor: false,
    });
    expect(await eventsOf(test, user.id)).toEqual(
      expect.arrayContaining(['provider_identity.linked', 'user.joined', 'session.began']),
    );
  });

  it('asks with PKCE, state and nonce', async () => {
    const asked = new URL((await begin()).url).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    for (const name of ['code_challenge', 'state', 'nonce']) expect(asked.get(name)).toBeTruthy();
    expect(asked.get('redirect_uri')).toBe(redirectUri);
  });

  it('knows the person again when the mail address is another one by then', async () => {
    const email = sitsThere();
    const user = await addUser(test, { email });
    await enter();
    const account = house.accounts.get(`sub-${made}`);
    if (account) account.email = 'married@example.com';
    expect((await enter()).body.me.user.id).toBe(user.id);
  });

  it('opens nothing to whoever is given the mail address later', async () => {
    const email = sitsThere();
    await addUser(test, { email });
    expect((await enter()).status).toBe(201);
    sitsThere({ email });
    const other = await enter();
    expect([other.status, other.body.code]).toEqual([401, 'provider_stranger']);
  });

  it('refuses a mail address that is not verified, a stranger, and a leaver', async () => {
    const unverified = sitsThere({ email_verified: false });
    await addUser(test, { email: unverified });
    expect((await enter()).body.code).toBe('provider_stranger');
    sitsThere();
    expect((await enter()).body.code).toBe('provider_stranger');
    const left = sitsThere();
    await addUser(test, { email: left, state: 'deactivated' });
    expect((await enter()).body.code).toBe('provider_stranger');
  });

  it('takes strangers in only where that is set, and gives them no right', async () => {
    const set = (create_people: boolean) =>
      test.request('PATCH', `/sign-in/providers/${provider}`, { body: { create_people } });
    await set(true);
    const email = sitsThere({ name: '李娜' });
    const answer = await enter();
    await set(false);
    expect(answer.status).toBe(201);
    expect(answer.body.me.user).toMatchObject({ email, name: '李娜', roles: [], teams: [] });
    expect(answer.body.me.permissions).toEqual({});
  });

  it('is finished once, by the browser that began, with what the provider sent back', async () => {
    await addUser(test, { email: sitsThere() });
    const [mine, other] = [await begin(), await begin()];
    const query = await visit(mine.url);
    expect((await finish('', query)).body.code).toBe('sign_in_expired');
    expect((await finish(other.cookie, query)).body.code, 'state of another visit').toBe('provider_refused');
    expect((await finish(mine.cookie, query)).status).toBe(201);
    expect((await finish(mine.cookie, query)).body.code).toBe('sign_in_expired');
  });

  it('says so when the person declines there', async () => {
    const { cookie, url } = await begin();
    const state = new URL(url).searchParams.get('state');
    const answer = await finish(cookie, `error=access_denied&state=${state}&iss=${house.issuer}`);
    expect([answer.status, answer.body.code]).toEqual([401, 'provider_refused']);
  });

  it('still asks for the second factor of ours, unless the provider sees to it', async () => {
    const email = sitsThere();
    const user = await addUser(test, { email });
    await test.app.db
      .insertInto('totp')
      .values({
        org_id: test.app.org,
        user_id: user.id,
        secret: test.app.secrets.encrypt('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'),
        created_at: clock.now(),
        confirmed_at: clock.now(),
        last_used_at: null,
        last_step: null,
      })
      .execute();
    expect((await enter()).body.code).toBe('second_factor_needed');
    const set = (asks_second_factor: boolean) =>
      test.request('PATCH', `/sign-in/providers/${provider}`, { body: { asks_second_factor } });
    await set(true);
    const answer = await enter();
    await set(false);
    expect(answer.status).toBe(201);
  });
});

describe('proving once more with a provider', () => {
  it('takes the same person, signed in there anew, and nobody else', async () => {
    const email = sitsThere();
    const user = await addUser(test, { email });
    const session = cookiesOf(await enter()).find((one) => one?.startsWith('shouwen_session')) ?? '';
    const as = withCookie(test, session);
    const me = `sub-${made}`;
    clock.advance(11);
    expect((await as('GET', '/session/confirm')).body).toMatchObject({ until: null, proofs: ['provider'] });
    const confirm = async () => {
      const { cookie, url } = await begin(as, 'confirm');
      return finish(`${session}; ${cookie}`, await visit(url));
    };
    const other = sitsThere();
    await addUser(test, { email: other });
    expect((await confirm()).body.code).toBe('provider_other_person');
    house.signInAs(me);
    expect((await confirm()).body).toEqual({ me: null });
    expect((await as('POST', '/me/api-keys', { name: 'K', scopes: ['read'] })).status).toBe(201);
    expect(await eventsOf(test, user.id)).toContain('session.confirmed');
  });
});

describe('providers', () => {
  it('are not saved when they cannot be reached, or when nothing private is allowed', async () => {
    const body = { name: 'P', ...house.client };
    const elsewhere = await test.request('POST', '/sign-in/providers', {
      body: { ...body, issuer: 'http://127.0.0.1:9' },
    });
    expect(elsewhere.body.errors).toMatchObject([{ field: 'issuer', code: 'provider_unreachable' }]);
    const strict = await startTestApp({ clock });
    const refused = await strict.request('POST', '/sign-in/providers', {
      body: { ...body, issuer: house.issuer },
    });
    await strict.close();
    expect(refused.body.errors).toMatchObject([{ field: 'issuer', code: 'provider_unreachable' }]);
  });

  it('never show their secret, in answers, events or the database', async () => {
    const { body } = await test.request('GET', '/sign-in/providers');
    const stored = await test.app.db.selectFrom('sign_in_provider').selectAll().execute();
    const told = await test.app.db.selectFrom('event_payload').select('body').execute();
    for (const seen of [body, stored, told])
      expect(JSON.stringify(seen)).not.toContain(house.client.client_secret);
  });

  it('are offered on the log-in page while they are active, and removed for good', async () => {
    const offered = async () =>
      (await test.request('GET', '/sign-in', { as: null })).body.providers.map(
        (one: { id: string }) => one.id,
      );
    const added = await test.request('POST', '/sign-in/providers', {
      body: { name: 'Second', issuer: house.issuer, ...house.client },
    });
    expect(await offered()).toEqual([provider, added.body.id]);
    await test.request('PATCH', `/sign-in/providers/${added.body.id}`, { body: { active: false } });
    expect(await offered()).toEqual([provider]);
    expect((await test.request('DELETE', `/sign-in/providers/${added.body.id}`)).status).toBe(204);
    expect((await test.request('GET', '/sign-in/providers')).body.items).toHaveLength(1);
  });

  it('are changed only with a fresh proof', async () => {
    const admin = await signIn(test, 'admin@example.com', 'correct horse battery');
    clock.advance(11);
    const answer = await withCookie(test, admin.cookie)('DELETE', `/sign-in/providers/${provider}`);
    expect(answer.body.code).toBe('confirm_needed');
  });
});
