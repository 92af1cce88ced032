import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUser } from '../platform/testing/factories.ts';
import { eventsOf, nextAddress, signIn, withCookie } from '../platform/testing/sign-in.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';

let test: TestApp;
const password = 'a long enough password';
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

async function makeLink(userId: string): Promise<string> {
  const { status, body } = await test.request('POST', `/users/${userId}/reset-link`);
  expect(status).toBe(200);
  expect(body.url.startsWith(`${test.app.settings.url}/reset/`)).toBe(true);
  return body.url.slice(`${test.app.settings.url}/reset/`.length);
}
async function useLink(token: string, to = 'the password I chose') {
  const answer = await test.server.inject({
    method: 'POST',
    url: `/api/v1/password-reset/${token}`,
    remoteAddress: nextAddress(),
    payload: { password: to },
  });
  return { status: answer.statusCode, code: answer.body ? answer.json().code : null };
}

describe('the link that an administrator hands over', () => {
  it('lets somebody invited in', async () => {
    const { body: user } = await test.request('POST', '/users', {
      body: { email: 'New@Example.com', name: 'New One' },
    });
    expect(user).toMatchObject({ state: 'invited', email: 'new@example.com' });
    expect((await useLink(await makeLink(user.id))).status).toBe(204);
    expect((await signIn(test, 'new@example.com', 'the password I chose')).status).toBe(201);
    expect((await test.request('GET', `/users/${user.id}`)).body.state).toBe('active');
    expect(await eventsOf(test, user.id)).toEqual([
      'user.created',
      'password.link_made',
      'password.reset',
      'session.began',
    ]);
  });

  it('ends every session and lifts a lock-out', async () => {
    const user = await addUser(test, { password });
    const as = withCookie(test, (await signIn(test, user.email, password)).cookie);
    for (let tries = 1; tries <= 6; tries++) await signIn(test, user.email, 'wrong password');
    expect((await test.request('GET', `/users/${user.id}`)).body.locked).toBe(true);
    expect((await useLink(await makeLink(user.id))).status).toBe(204);
    expect((await as('GET', '/session')).status).toBe(401);
    expect((await signIn(test, user.email, 'the password I chose')).status).toBe(201);
  });

  it('is valid once, also when it is used twice at the same moment', async () => {
    const user = await addUser(test, { password });
    const token = await makeLink(user.id);
    const answers = await Promise.all([useLink(token, 'first password'), useLink(token, 'second password')]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 404]);
    expect(await useLink(token)).toEqual({ status: 404, code: 'reset_link_not_found' });
  });

  it('is valid for a day, and until the next one is made', async () => {
    const user = await addUser(test, { password });
    const replaced = await makeLink(user.id);
    const old = await makeLink(user.id);
    expect((await useLink(replaced)).status).toBe(404);
    test.clock.advance(24 * 60);
    expect((await useLink(old)).status).toBe(404);
    const fresh = await makeLink(user.id);
    test.clock.advance(24 * 60 - 1);
    expect((await useLink(fresh)).status).toBe(204);
    expect((await useLink('made-up')).status).toBe(404);
  });

  it('is not for leavers', async () => {
    const [leaver, successor] = [await addUser(test, { password }), await addUser(test)];
    const token = await makeLink(leaver.id);
    await test.request('POST', `/users/${leaver.id}/deactivate`, { body: { successor_id: successor.id } });
    expect((await useLink(token)).status).toBe(404);
    const refused = await test.request('POST', `/users/${leaver.id}/reset-link`);
    expect(refused.body.code).toBe('user_deactivated');
  });

  it('is nowhere in the database: neither in the outbox nor in the ledger', async () => {
    const user = await addUser(test, { password, language: 'zh' });
    const token = await makeLink(user.id);
    const mail = await test.app.db
      .selectFrom('outbox')
      .select(['kind', 'subject', 'body'])
      .where('user_id', '=', user.id)
      .execute();
    expect(mail).toMatchObject([{ kind: 'reset_link_made', subject: 'Test department：重设密码的链接' }]);
    const events = await test.app.db
      .selectFrom('event')
      .selectAll()
      .where('subject_id', '=', user.id)
      .execute();
    expect(JSON.stringify([mail, events])).not.toContain(token);
  });

  it('demands a password of some length', async () => {
    const user = await addUser(test, { password });
    const token = await makeLink(user.id);
    expect((await useLink(token, 'short')).status).toBe(422);
    expect((await useLink(token)).status).toBe(204);
  });
});
