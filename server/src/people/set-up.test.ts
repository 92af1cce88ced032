import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withCookie } from '../platform/testing/sign-in.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp({ setUp: false });
});
afterAll(() => test.close());

const administrator = (number: number) => ({
  organisation: 'Lumen',
  name: `Admin ${number}`,
  email: `admin${number}@example.com`,
  password: 'correct horse battery',
  language: 'es',
  time_zone: 'Europe/Madrid',
});

describe('the set-up', () => {
  it('is needed once, succeeds once however many come at once, and signs its administrator in', async () => {
    expect((await test.request('GET', '/setup', { as: null })).body).toEqual({ needed: true });
    const answers = await Promise.all(
      [1, 2, 3, 4].map((number) => test.request('POST', '/setup', { as: null, body: administrator(number) })),
    );
    const made = answers.filter((answer) => answer.status === 201);
    expect(made).toHaveLength(1);
    const refused = answers.filter((answer) => answer.status === 409);
    expect(refused.map((answer) => answer.body.code)).toEqual(Array(3).fill('already_set_up'));
    expect((await test.request('GET', '/setup', { as: null })).body).toEqual({ needed: false });
    const users = await test.app.db.selectFrom('user_account').select('id').execute();
    expect(users).toHaveLength(1);
    const cookie = String(made[0]?.headers['set-cookie']).split(';')[0] ?? '';
    const { body } = await withCookie(test, cookie)('GET', '/session');
    expect(body.organisation).toBe('Lumen');
    expect(body.permissions['people.manage']).toHaveLength(1);
    const { body: configuration } = await withCookie(test, cookie)('GET', '/configuration');
    const zone = configuration.entries.find((one: { key: string }) => one.key === 'time_zone');
    expect(zone).toMatchObject({ value: { value: 'Europe/Madrid' }, local: true });
    // what is owed can be counted in this time zone from the first ticket on
    const asAdministrator = withCookie(test, cookie);
    const request = { subject: 'Router', body: 'No light.', customer: { name: 'Ana' } };
    const { body: opened } = await asAdministrator('POST', '/tickets', request);
    const taken = await asAdministrator('POST', `/tickets/${opened.number}/take`, {});
    expect(taken.status, JSON.stringify(taken.body)).toBe(200);
  });

  it('refuses a short password and an unknown time zone, naming the field', async () => {
    const answer = await test.request('POST', '/setup', {
      as: null,
      body: { ...administrator(9), password: 'short', time_zone: 'Mars/Olympus' },
      headers: { 'accept-language': 'zh' },
    });
    expect(answer.status).toBe(422);
    const fields = answer.body.errors.map((error: { field: string; message: string }) => error);
    expect(fields).toEqual([
      expect.objectContaining({ field: 'password', message: '至少 10 个字符' }),
      expect.objectContaining({ field: 'time_zone', message: '不是有效的时区，例如 Asia/Shanghai' }),
    ]);
  });
});
