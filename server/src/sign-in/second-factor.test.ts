import { generateSync } from 'otplib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addUser } from '../platform/testing/factories.ts';
import { eventsOf, nextAddress, signIn, withCookie } from '../platform/testing/sign-in.ts';
import { type Answer, startTestApp, type TestApp } from '../platform/testing/test-app.ts';

let test: TestApp;
let user: { id: string; email: string; key: string };
const password = 'a long enough password';
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());
beforeEach(async () => {
  user = await addUser(test, { password });
});

type Call = ReturnType<typeof withCookie>;
const cookiesOf = (answer: Answer) =>
  [answer.headers['set-cookie'] ?? []].flat().map((one) => String(one).split(';')[0]);

const codeOf = (secret: string) =>
  generateSync({ secret, epoch: Math.floor(test.clock.now().getTime() / 1000) });
const demand = (value: string) =>
  test.request('PUT', '/configuration/settings/second_factor', { body: { value: { value } } });

/** Sets up an authenticator app as the person of the session would. */
async function setUpTotp(as: Call): Promise<{ secret: string; codes: string[] }> {
  const { secret } = (await as('POST', '/me/totp')).body;
  const done = await as('POST', '/me/totp/finish', { code: codeOf(secret) });
  expect(done.status).toBe(200);
  test.clock.advance(1); // the next code is another one
  return { secret, codes: done.body.recovery_codes };
}
/** Signs in with the password alone; the browser keeps what it is to finish with. */
async function firstStep(): Promise<Call> {
  const answer = await signIn(test, user.email, password);
  expect(answer.status).toBe(401);
  expect(answer.body.code).toBe('second_factor_needed');
  return withCookie(test, cookiesOf(answer).join('; '));
}
async function signedIn(): Promise<Call> {
  return withCookie(test, (await signIn(test, user.email, password)).cookie);
}

describe('an authenticator app', () => {
  it('is asked for after the password, and each code lets in once', async () => {
    const { secret } = await setUpTotp(await signedIn());
    const code = codeOf(secret);
    const [one, other] = [await firstStep(), await firstStep()];
    const entered = await one('POST', '/session/second-factor', {
      code: `${code.slice(0, 3)} ${code.slice(3)}`,
    });
    expect(entered.status).toBe(201);
    const cookie = cookiesOf(entered).find((each) => each?.startsWith('shouwen_session=')) ?? '';
    const session = await withCookie(test, cookie)('GET', '/me/sessions');
    expect(session.body.items.find((each: { current: boolean }) => each.current)).toMatchObject({
      method: 'password',
      second_factor: true,
    });
    expect((await other('POST', '/session/second-factor', { code })).body.code).toBe('wrong_code');
    test.clock.advance(1);
    const next = codeOf(secret);
    expect((await other('POST', '/session/second-factor', { code: next })).status).toBe(201);
    expect((await other('POST', '/session/second-factor', { code: next })).body.code).toBe('sign_in_expired');
  });

  it('lets exactly one of two in who send the same code at once', async () => {
    const { secret } = await setUpTotp(await signedIn());
    const [one, other] = [await firstStep(), await firstStep()];
    const code = codeOf(secret);
    const answers = await Promise.all(
      [one, other].map((as) => as('POST', '/session/second-factor', { code })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 401]);
  });

  it('does not count until a first code has confirmed it', async () => {
    const as = await signedIn();
    await as('POST', '/me/totp');
    expect((await as('POST', '/me/totp/finish', { code: '000000' })).body.errors[0].code).toBe('wrong_code');
    expect((await signIn(test, user.email, password)).status).toBe(201);
  });

  it('ends my other sessions when it is set up, and my secret is not to be read in the database', async () => {
    const other = await signedIn();
    const as = await signedIn();
    const { secret } = await setUpTotp(as);
    expect((await other('GET', '/session')).status).toBe(401);
    const rows = await test.app.db.selectFrom('totp').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(await eventsOf(test, user.id)).toContain('second_factor.added');
    const mails = await test.app.db.selectFrom('outbox').select('kind').execute();
    expect(mails.map((mail) => mail.kind)).toContain('second_factor_added');
  });

  it('counts wrong codes as failed tries, also over several sign-ins', async () => {
    const { secret } = await setUpTotp(await signedIn());
    const as = await firstStep(); // the first try
    for (let tries = 2; tries <= 5; tries++)
      expect((await as('POST', '/session/second-factor', { code: '000000' })).status).toBe(401);
    const right = await as('POST', '/session/second-factor', { code: codeOf(secret) });
    expect(right.status).toBe(429);
    expect(right.body.code).toBe('locked_out');
    expect((await signIn(test, user.email, password)).status).toBe(429);
    expect(await eventsOf(test, user.id)).toContain('user.locked_out');
  });

  it('cannot be passed by when the password is changed between the two steps, or after ten minutes', async () => {
    const { secret } = await setUpTotp(await signedIn());
    const slow = await firstStep();
    test.clock.advance(11);
    expect((await slow('POST', '/session/second-factor', { code: codeOf(secret) })).body.code).toBe(
      'sign_in_expired',
    );
    const overtaken = await firstStep();
    const { body } = await test.request('POST', `/users/${user.id}/reset-link`);
    const token = body.url.split('/').at(-1);
    await test.request('POST', `/password-reset/${token}`, { body: { password: 'quite another one' } });
    const late = await overtaken('POST', '/session/second-factor', { code: codeOf(secret) });
    expect(late.body.code).toBe('sign_in_expired');
  });

  it('is finished only by the browser that began', async () => {
    const { secret } = await setUpTotp(await signedIn());
    await firstStep();
    const stranger = await test.server.inject({
      method: 'POST',
      url: '/api/v1/session/second-factor',
      remoteAddress: nextAddress(),
      payload: { code: codeOf(secret) },
    });
    expect(stranger.json().code).toBe('sign_in_expired');
  });
});

describe('recovery codes', () => {
  it('let in once each, however they are typed, and are kept as digests', async () => {
    const { codes } = await setUpTotp(await signedIn());
    expect(codes).toHaveLength(10);
    const [code = ''] = codes;
    const rows = await test.app.db.selectFrom('recovery_code').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(code);
    const typed = code.toUpperCase().replace('-', ' ');
    const one = await firstStep();
    expect((await one('POST', '/session/second-factor', { code: typed })).status).toBe(201);
    const two = await firstStep();
    expect((await two('POST', '/session/second-factor', { code })).status).toBe(401);
    expect(await eventsOf(test, user.id)).toContain('recovery_code.used');
  });

  it('are replaced by new ones', async () => {
    const as = await signedIn();
    const { codes } = await setUpTotp(as);
    const renewed = await as('POST', '/me/recovery-codes');
    expect(renewed.status).toBe(201);
    const again = await firstStep();
    expect((await again('POST', '/session/second-factor', { code: codes[1] })).status).toBe(401);
    const code = renewed.body.recovery_codes[1];
    expect((await again('POST', '/session/second-factor', { code })).status).toBe(201);
  });
});

describe('a demand for a second factor', () => {
  it('lets nobody work before they have set one up, and lets them do that', async () => {
    await demand('everybody');
    try {
      const as = await signedIn();
      const me = await as('GET', '/session');
      expect(me.body.second_factor_due).toBe(true);
      for (const path of ['/tickets', '/me/sessions', '/customers']) {
        const answer = await as('GET', path);
        expect([answer.status, answer.body.code]).toEqual([403, 'second_factor_demanded']);
      }
      await setUpTotp(as);
      expect((await as('GET', '/session')).body.second_factor_due).toBe(false);
      expect((await as('GET', '/me/sessions')).status).toBe(200);
      const kept = await as('DELETE', '/me/totp');
      expect([kept.status, kept.body.code]).toEqual([409, 'second_factor_kept']);
    } finally {
      await demand('nobody');
    }
  });

  it('can be made of administrators alone', async () => {
    await demand('administrators');
    try {
      expect((await (await signedIn())('GET', '/session')).body.second_factor_due).toBe(false);
      const admin = await signIn(test, 'admin@example.com', 'correct horse battery');
      expect(admin.body.second_factor_due).toBe(true);
    } finally {
      await demand('nobody');
    }
  });

  it('takes only what it knows', async () => {
    expect((await demand('some')).status).toBe(422);
  });
});

describe('a lost second factor', () => {
  it('is removed by an administrator, told of, and ends the sessions', async () => {
    const as = await signedIn();
    await setUpTotp(as);
    expect((await test.request('GET', `/users/${user.id}`)).body.second_factor).toBe(true);
    const path = `/users/${user.id}/second-factors`;
    expect((await test.request('DELETE', path, { as: user.key })).status).toBe(403);
    expect((await test.request('DELETE', path)).status).toBe(204);
    expect((await test.request('DELETE', path)).status).toBe(409);
    expect((await as('GET', '/session')).status).toBe(401);
    expect((await signIn(test, user.email, password)).status).toBe(201);
    expect(await eventsOf(test, user.id)).toContain('second_factor.removed');
  });
});

describe('what is dangerous', () => {
  it('asks again for the password after ten minutes, and a wrong one counts', async () => {
    const as = await signedIn();
    const key = { name: 'K', scopes: ['read'] };
    expect((await as('POST', '/me/api-keys', key)).status).toBe(201);
    test.clock.advance(11);
    const refused = await as('POST', '/me/api-keys', key);
    expect([refused.status, refused.body.code]).toEqual([403, 'confirm_needed']);
    expect((await as('GET', '/session/confirm')).body).toMatchObject({ until: null, proofs: ['password'] });
    expect((await as('POST', '/session/confirm', { password: 'wrong' })).status).toBe(422);
    expect((await as('POST', '/session/confirm', { password })).status).toBe(200);
    expect((await as('POST', '/me/api-keys', key)).status).toBe(201);
    for (let tries = 1; tries <= 5; tries++) await as('POST', '/session/confirm', { password: 'wrong' });
    expect((await as('POST', '/session/confirm', { password })).status).toBe(429);
  });

  it('takes a code in place of the password', async () => {
    const as = await signedIn();
    const { secret } = await setUpTotp(as);
    test.clock.advance(11);
    expect((await as('GET', '/session/confirm')).body.proofs).toEqual(['password', 'code']);
    expect((await as('POST', '/session/confirm', { code: codeOf(secret) })).status).toBe(200);
    expect((await as('DELETE', '/me/totp')).status).toBe(200);
  });

  it('is: roles, who must have a second factor, and giving rights', async () => {
    const admin = withCookie(test, (await signIn(test, 'admin@example.com', 'correct horse battery')).cookie);
    test.clock.advance(11);
    const unit = (await admin('GET', '/units')).body.items[0].id;
    const { headers } = await admin('GET', `/users/${user.id}`);
    const calls: [string, string, unknown][] = [
      ['PUT', '/configuration/roles/helper', { value: { name: 'Helper', permissions: [], order: 9 } }],
      ['PUT', '/configuration/settings/second_factor', { value: { value: 'everybody' } }],
      ['POST', `/users/${user.id}/reset-link`, undefined],
      ['DELETE', `/users/${user.id}/second-factors`, undefined],
    ];
    for (const [method, path, body] of calls)
      expect((await admin(method, path, body)).body.code, path).toBe('confirm_needed');
    const grant = { roles: [{ role: 'agent', unit_id: unit }] };
    const granted = await test.server.inject({
      method: 'PATCH',
      url: `/api/v1/users/${user.id}`,
      headers: {
        cookie: (await signIn(test, 'admin@example.com', 'correct horse battery')).cookie,
        'if-match': String(headers.etag),
      },
      payload: grant,
    });
    expect(granted.statusCode, 'signed in just now').toBe(200);
    const quiet = await admin('PUT', '/configuration/canned/hello', {
      value: { name: 'Hello', body: 'B', order: 9 },
    });
    expect(quiet.status).toBe(200);
  });
});

describe('a passkey', () => {
  it('is refused when it answers no challenge of ours', async () => {
    const options = await test.request('POST', '/session/passkey/options', { as: null });
    const as = withCookie(test, cookiesOf(options).join('; '));
    const answer = await as('POST', '/session/passkey', { response: { id: 'unknown' } });
    expect([answer.status, answer.body.code]).toEqual([401, 'passkey_wrong']);
    expect((await as('POST', '/session/passkey', { response: {} })).body.code).toBe('sign_in_expired');
  });
});
