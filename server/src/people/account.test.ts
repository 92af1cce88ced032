import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addUser } from '../platform/testing/factories.ts';
import { eventsOf, signIn, withCookie } from '../platform/testing/sign-in.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';

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

const signedIn = async () => withCookie(test, (await signIn(test, user.email, password)).cookie);

describe('my account', () => {
  it('changes name, language and time zone, and nothing else', async () => {
    const as = await signedIn();
    const answer = await as('PATCH', '/me', { name: '王芳', language: 'zh', time_zone: 'Asia/Shanghai' });
    expect(answer.status).toBe(200);
    expect(answer.body.user).toMatchObject({ name: '王芳', language: 'zh', time_zone: 'Asia/Shanghai' });
    const refused = await as('PATCH', '/me', { time_zone: 'Moon/Tycho', email: 'new@example.com' });
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map((error: { field: string }) => error.field).sort()).toEqual([
      'email',
      'time_zone',
    ]);
    expect(await eventsOf(test, user.id)).toEqual(['session.began', 'user.changed']);
  });

  it('tells of a change without naming the person in the data of the event', async () => {
    await (await signedIn())('PATCH', '/me', { name: 'Secret Name', language: 'es' });
    const event = await test.app.db
      .selectFrom('event as e')
      .innerJoin('event_payload as p', 'p.event_id', 'e.id')
      .select(['e.data', 'p.body'])
      .where('e.kind', '=', 'user.changed')
      .where('e.subject_id', '=', user.id)
      .executeTakeFirstOrThrow();
    expect(event.data).toEqual({ changes: { language: { from: 'en', to: 'es' } } });
    expect(event.body).toEqual({ changes: { name: { from: expect.any(String), to: 'Secret Name' } } });
  });

  it('changes the password, ends the other sessions, and says so by mail', async () => {
    const [here, elsewhere] = [await signedIn(), await signedIn()];
    const answer = await here('POST', '/me/password', { current: password, password: 'another long one' });
    expect(answer.status).toBe(204);
    expect((await here('GET', '/session')).status).toBe(200);
    expect((await elsewhere('GET', '/session')).status).toBe(401);
    expect((await signIn(test, user.email, password)).status).toBe(401);
    expect((await signIn(test, user.email, 'another long one')).status).toBe(201);
    const mail = await test.app.db
      .selectFrom('outbox')
      .select(['kind', 'recipient_address'])
      .where('user_id', '=', user.id)
      .execute();
    expect(mail).toEqual([{ kind: 'password_changed', recipient_address: user.email }]);
  });

  it('does not let the present password be found out by trying', async () => {
    const as = await signedIn();
    const attempt = (current: string) =>
      as('POST', '/me/password', { current, password: 'another long one' });
    for (let tries = 1; tries <= 5; tries++) {
      const answer = await attempt(`guess number ${tries}`);
      expect(answer.status).toBe(422);
      expect(answer.body.errors[0].field).toBe('current');
    }
    expect((await attempt(password)).status).toBe(429);
  });
});

describe('an API key', () => {
  const body = { name: 'Sync', scopes: ['read'] };

  it('is shown once, stored as a digest, and lists without itself', async () => {
    const { status, body: made } = await test.request('POST', '/me/api-keys', { as: user.key, body });
    expect(status).toBe(201);
    expect(made.key.startsWith(made.prefix)).toBe(true);
    const stored = await test.app.db
      .selectFrom('api_key')
      .selectAll()
      .where('id', '=', made.id)
      .executeTakeFirstOrThrow();
    expect(JSON.stringify({ ...stored, token_hash: stored.token_hash.toString('utf8') })).not.toContain(
      made.key,
    );
    const list = await test.request('GET', '/me/api-keys', { as: user.key });
    expect(JSON.stringify(list.body)).not.toContain(made.key);
    expect(list.body.items[0]).toMatchObject({ id: made.id, name: 'Sync', user: { id: user.id } });
    expect((await test.request('GET', '/session', { as: made.key })).body.user.id).toBe(user.id);
  });

  it('is the same again for the same Idempotency-Key, and still nowhere in the database', async () => {
    const call = () =>
      test.request('POST', '/me/api-keys', { as: user.key, body, headers: { 'idempotency-key': 'once' } });
    const [first, again] = [await call(), await call()];
    expect(again.body).toEqual(first.body);
    const { rows } = await sql<{ stored: string }>`select k::text as stored from idempotency_key k
      union all select a::text from api_key a union all select e::text from event e`.execute(test.app.db);
    expect(rows.length).toBeGreaterThan(2);
    expect(JSON.stringify(rows)).not.toContain(first.body.key);
  });

  it('may what its scopes say', async () => {
    const { body: reading } = await test.request('POST', '/me/api-keys', { as: user.key, body });
    const refused = await test.request('PATCH', '/me', { as: reading.key, body: { language: 'es' } });
    expect(refused.status).toBe(403);
    expect(refused.body.code).toBe('scope_missing');
    const writing = await test.request('POST', '/me/api-keys', {
      as: user.key,
      body: { name: 'Writer', scopes: ['read', 'write'] },
    });
    const changed = await test.request('PATCH', '/me', { as: writing.body.key, body: { language: 'es' } });
    expect(changed.status).toBe(200);
  });

  it('without the admin scope makes no keys, so that it cannot widen itself', async () => {
    const { body: writing } = await test.request('POST', '/me/api-keys', {
      as: user.key,
      body: { name: 'Writer', scopes: ['read', 'write'] },
    });
    const attempt = await test.request('POST', '/me/api-keys', {
      as: writing.key,
      body: { name: 'Wider', scopes: ['admin'] },
    });
    expect(attempt.status).toBe(403);
  });

  it('is refused from the moment it is revoked or has expired', async () => {
    const expires_at = new Date(test.clock.now().getTime() + 3_600_000).toISOString();
    const { body: revoked } = await test.request('POST', '/me/api-keys', { as: user.key, body });
    const { body: expiring } = await test.request('POST', '/me/api-keys', {
      as: user.key,
      body: { ...body, expires_at },
    });
    expect((await test.request('DELETE', `/me/api-keys/${revoked.id}`, { as: user.key })).status).toBe(204);
    expect((await test.request('GET', '/session', { as: revoked.key })).status).toBe(401);
    expect((await test.request('GET', '/session', { as: expiring.key })).status).toBe(200);
    test.clock.advance(60);
    expect((await test.request('GET', '/session', { as: expiring.key })).status).toBe(401);
    expect(await eventsOf(test, user.id)).toEqual(['api_key.created', 'api_key.created', 'api_key.revoked']);
  });

  it('does not begin expired, and is only for its owner to revoke', async () => {
    const past = await test.request('POST', '/me/api-keys', {
      as: user.key,
      body: { ...body, expires_at: '2020-01-01T00:00:00Z' },
    });
    expect(past.body.errors[0]).toMatchObject({ field: 'expires_at' });
    const { body: mine } = await test.request('POST', '/me/api-keys', { as: user.key, body });
    const other = await addUser(test);
    expect((await test.request('DELETE', `/me/api-keys/${mine.id}`, { as: other.key })).status).toBe(404);
    expect((await test.request('GET', '/session', { as: mine.key })).status).toBe(200);
  });
});
