import { sql } from 'kysely';
import { vi } from 'vitest';
import type { Answer, TestApp } from './test-app.ts';

let caller = 0;

/** Signs in as a browser would, each time from another address, so that the limit per address stays out of the way. */
export async function signIn(
  test: TestApp,
  email: string,
  password: string,
): Promise<Answer & { cookie: string; setCookie: string }> {
  const answer = await test.server.inject({
    method: 'POST',
    url: '/api/v1/session',
    remoteAddress: nextAddress(),
    payload: { email, password },
  });
  const setCookie = String(answer.headers['set-cookie'] ?? '');
  return {
    status: answer.statusCode,
    body: answer.json(),
    headers: answer.headers,
    cookie: setCookie.split(';')[0] ?? '',
    setCookie,
  };
}

/** Calls the API with a session cookie. */
export function withCookie(test: TestApp, cookie: string, headers: Record<string, string> = {}) {
  return (method: string, path: string, body?: unknown): Promise<Answer> =>
    test.request(method, path, { as: null, body, headers: { cookie, ...headers } });
}

/** Another address of a private network (of IPv6 a whole block counts as one). */
export function nextAddress(): string {
  caller = (caller + 1) % 65_536;
  return `10.0.${caller >> 8}.${caller & 255}`;
}

/** The kinds of the events about a record, in order. */
export async function eventsOf(test: TestApp, subjectId: string): Promise<string[]> {
  const rows = await test.app.db
    .selectFrom('event')
    .select('kind')
    .where('org_id', '=', test.app.org)
    .where('subject_id', '=', subjectId)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.kind);
}

/** Waits until so many transactions of the test's database wait for a lock. */
export async function untilWaiting(test: TestApp, count = 1): Promise<void> {
  await vi.waitFor(
    async () => {
      const { rows } = await sql<{ waiting: number }>`select count(*)::int as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(test.app.db);
      if ((rows[0]?.waiting ?? 0) < count) throw new Error('nobody waits yet');
    },
    { timeout: 10_000, interval: 20 },
  );
}
