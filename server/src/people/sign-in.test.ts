import { verify } from '@node-rs/argon2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addUser } from '../platform/testing/factories.ts';
import { eventsOf, signIn, untilWaiting, withCookie } from '../platform/testing/sign-in.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { hashPassword, nobodysHash } from './passwords.ts';
import { signIn as signInOn } from './sign-in.ts';

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

const tryWrong = (email: string) => signIn(test, email, 'not the password');

describe('signing in', () => {
  it('begins a session whose cookie scripts cannot read, and tells of it', async () => {
    const answer = await signIn(test, ` ${user.email.toUpperCase()} `, password);
    expect(answer.status).toBe(201);
    expect(answer.body.user.id).toBe(user.id);
    expect(answer.setCookie).toMatch(/HttpOnly/);
    expect(answer.setCookie).toMatch(/SameSite=Lax/);
    expect(await eventsOf(test, user.id)).toContain('session.began');
  });

  it('answers alike for a wrong password, an unknown address, a leaver and somebody invited', async () => {
    const leaver = await addUser(test, { password, state: 'deactivated' });
    const invited = await addUser(test, { state: 'invited' });
    const answers = [
      await tryWrong(user.email),
      await tryWrong('nobody@example.com'),
      await signIn(test, leaver.email, password),
      await signIn(test, invited.email, password),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(401);
      expect({ ...body, request_id: '' }).toEqual({ ...answers[0]?.body, request_id: '' });
    }
  });

  it('takes as long for an unknown address: the stand-in hash costs what ours cost', async () => {
    const cost = (encoded: string) => encoded.split('$').slice(1, 4);
    expect(cost(nobodysHash)).toEqual(cost(await hashPassword(password)));
    expect(await verify(nobodysHash, password)).toBe(false);
  });

  it.each(['known', 'unknown'])(
    'locks a %s address after five failures, for a quarter of an hour',
    async (which) => {
      const email = which === 'known' ? user.email : `stranger.${user.id}@example.com`;
      for (let tries = 1; tries <= 5; tries++) expect((await tryWrong(email)).status).toBe(401);
      const sixth = await signIn(test, email, password);
      expect(sixth.status).toBe(429);
      expect(sixth.body.code).toBe('locked_out');
      expect(sixth.body.params.minutes).toBe(15);
      test.clock.advance(14);
      expect((await signIn(test, email, password)).status).toBe(429);
      test.clock.advance(2);
      expect((await signIn(test, email, password)).status).toBe(which === 'known' ? 201 : 401);
    },
  );

  it('shows the lock-out and tells of it', async () => {
    for (let tries = 1; tries <= 5; tries++) await tryWrong(user.email);
    const { body } = await test.request('GET', `/users/${user.id}`);
    expect(body.locked).toBe(true);
    expect(await eventsOf(test, user.id)).toContain('user.locked_out');
  });

  it('forgets failures after a success, and failures long ago', async () => {
    for (let tries = 1; tries <= 4; tries++) await tryWrong(user.email);
    expect((await signIn(test, user.email, password)).status).toBe(201);
    for (let tries = 1; tries <= 4; tries++) await tryWrong(user.email);
    test.clock.advance(16);
    for (let tries = 1; tries <= 4; tries++) await tryWrong(user.email);
    expect((await signIn(test, user.email, password)).status).toBe(201);
  });

  it('lets no more than five of twenty tries at once look at the password', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => tryWrong(user.email)));
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
  });

  it('keeps nothing readable of what strangers typed, and not for long', async () => {
    await tryWrong('my secret typed into the wrong field');
    const before = await test.app.db.selectFrom('sign_in_failure').selectAll().execute();
    expect(JSON.stringify(before)).not.toContain('secret');
    test.clock.advance(25 * 60);
    await tryWrong(`another.${user.id}@example.com`);
    const after = await test.app.db.selectFrom('sign_in_failure').select('address_digest').execute();
    expect(after).toHaveLength(1);
  });

  it('does not sign in with a password that is being changed at this moment', async () => {
    const context = await test.systemContext();
    const from = { userAgent: '', address: '' };
    const hash = await hashPassword('the new password');
    const outcome = await test.app.db.transaction().execute(async (tx) => {
      await tx.updateTable('user_account').set({ password_hash: hash }).where('id', '=', user.id).execute();
      const attempt = signInOn(test.app.db, context, { email: user.email, password }, from);
      const code = attempt.catch((error) => error.code);
      await untilWaiting(test); // it found that the old password fits, and now wants the row that we hold
      return { code };
    });
    expect(await outcome.code).toBe('wrong_credentials');
  });
});

describe('a session', () => {
  it('ends at once, whoever ends it', async () => {
    const [mine, other] = [
      await signIn(test, user.email, password),
      await signIn(test, user.email, password),
    ];
    const asMine = withCookie(test, mine.cookie);
    const asOther = withCookie(test, other.cookie);
    const { body } = await asMine('GET', '/me/sessions');
    expect(body.items).toHaveLength(2);
    expect(body.items.filter((one: { current: boolean }) => one.current)).toHaveLength(1);
    const target = body.items.find((one: { current: boolean }) => !one.current);
    expect((await asMine('DELETE', `/me/sessions/${target.id}`)).status).toBe(204);
    expect((await asOther('GET', '/session')).status).toBe(401);
    expect((await asMine('DELETE', `/me/sessions/${target.id}`)).status).toBe(404);
    const ended = await test.request('DELETE', `/users/${user.id}/sessions`);
    expect(ended.status).toBe(204);
    expect((await asMine('GET', '/session')).status).toBe(401);
    expect(await eventsOf(test, user.id)).toContain('session.ended');
  });

  it('of somebody else cannot be ended', async () => {
    const other = await addUser(test, { password });
    await signIn(test, other.email, password);
    const { body } = await test.request('GET', '/me/sessions', { as: other.key });
    const answer = await test.request('DELETE', `/me/sessions/${body.items[0].id}`, { as: user.key });
    expect(answer.status).toBe(404);
  });

  it('ends by signing out', async () => {
    const as = withCookie(test, (await signIn(test, user.email, password)).cookie);
    expect((await as('DELETE', '/session')).status).toBe(204);
    expect((await as('GET', '/session')).status).toBe(401);
  });

  it('ends of itself after two weeks', async () => {
    const as = withCookie(test, (await signIn(test, user.email, password)).cookie);
    test.clock.advance(14 * 24 * 60 - 1);
    expect((await as('GET', '/session')).status).toBe(200);
    test.clock.advance(1);
    expect((await as('GET', '/session')).status).toBe(401);
  });

  it('is not used for changes by pages of another site', async () => {
    const { cookie } = await signIn(test, user.email, password);
    const as = withCookie(test, cookie, { origin: 'https://evil.example' });
    expect((await as('PATCH', '/me', { name: 'Mallory' })).status).toBe(403);
  });
});
