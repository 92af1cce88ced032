import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { inject } from 'vitest';
import { type Composition, compose, org } from '../../compose.ts';
import type { Context } from '../../context.ts';
import { ensureCatchAll } from '../../mailboxes/catch-all.ts';
import { setUp } from '../../people/set-up.ts';
import type { Scope } from '../../people/viewer.ts';
import { newId } from '../ids.ts';
import { openLog } from '../log.ts';
import { migrate } from '../migrate.ts';
import { openPool } from '../pool.ts';
import { newToken } from '../secrets.ts';
import { readSettings } from '../settings.ts';
import { createDatabaseOn } from './databases.ts';

/** A clock that stands still until the test moves it. */
export class TestClock {
  #now: Date;
  constructor(now = new Date('2026-03-02T09:00:00Z')) {
    this.#now = now;
  }
  now(): Date {
    return new Date(this.#now);
  }
  set(now: Date | string): void {
    this.#now = new Date(now);
  }
  /** moves on by minutes */
  advance(minutes: number): void {
    this.#now = new Date(this.#now.getTime() + minutes * 60_000);
  }
}

export interface TestApp extends Composition {
  clock: TestClock;
  server: FastifyInstance;
  /** the administrator that the set-up made */
  admin: { id: string; key: string };
  /** an API key of a person, with all scopes unless given */
  keyFor(userId: string, scopes?: Scope[]): Promise<string>;
  /** calls the API in process; `as` is an API key */
  request(method: string, path: string, options?: RequestOptions): Promise<Answer>;
  databaseUrl: string;
  close(): Promise<void>;
}
export interface RequestOptions {
  as?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
}
export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers whose shape the contract check has proved
  body: any;
  headers: Record<string, string | string[] | number | undefined>;
}

/** A database of its own on the suite's server, migrated and set up, with the whole application over it. */
export async function startTestApp(
  options: { clock?: TestClock; setUp?: boolean; env?: NodeJS.ProcessEnv } = {},
): Promise<TestApp> {
  const clock = options.clock ?? new TestClock();
  const { url, drop } = await createDatabase();
  const folder = await mkdtemp(join(inject('testFolder'), 'app-'));
  const pool = openPool({ connection: { connectionString: url }, max: 8, onIdleError: () => undefined });
  await migrate(pool, clock.now());
  const settings = readSettings({
    SHOUWEN_DATA: folder,
    SHOUWEN_LOG: 'silent',
    SHOUWEN_URL: 'http://localhost:8080',
    ...options.env,
  });
  const composition = await compose({
    settings,
    pool,
    clock,
    log: openLog('silent'),
    secret: randomBytes(32).toString('hex'),
  });
  const { app } = composition;
  await ensureCatchAll(app.db, org, clock.now(), settings.url);
  const server = await composition.httpServer({ checkAnswers: true });
  const keyFor = async (userId: string, scopes: Scope[] = ['admin']) => {
    const { token, hash } = newToken();
    await app.db
      .insertInto('api_key')
      .values({
        org_id: org,
        id: newId(clock.now()),
        token_hash: hash,
        prefix: token.slice(0, 6),
        name: 'test',
        user_id: userId,
        scopes,
        created_at: clock.now(),
        created_by: userId,
        last_used_at: null,
        expires_at: null,
        revoked_at: null,
      })
      .execute();
    return token;
  };
  const admin = { id: '', key: '' };
  if (options.setUp !== false) {
    admin.id = await app.db.transaction().execute((tx) =>
      setUp(tx, org, clock.now(), {
        organisation: 'Test department',
        name: 'Ada Admin',
        email: 'admin@example.com',
        password: 'correct horse battery',
        language: 'en',
      }),
    );
    admin.key = await keyFor(admin.id);
  }
  return {
    ...composition,
    clock,
    server,
    admin,
    keyFor,
    databaseUrl: url,
    async request(method, path, { as = admin.key, body, headers = {} } = {}) {
      const answer = await server.inject({
        method: method as 'GET',
        url: `/api/v1${path}`,
        headers: { ...(as ? { authorization: `Bearer ${as}` } : {}), ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      });
      const isJson = String(answer.headers['content-type'] ?? '').includes('json');
      return {
        status: answer.statusCode,
        body: isJson ? answer.json() : answer.body,
        headers: answer.headers,
      };
    },
    async close() {
      await within('the server to close', server.close());
      await within(`the pool to end (${pool.totalCount} clients, ${pool.idleCount} idle)`, pool.end());
      await within('the database to be dropped', drop());
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Waits for something that must come, and says what it was when it does not. */
async function within<T>(what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited too long for ${what}`)), 100_000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** A context in which a person acts, as a request of theirs would have it. */
export async function contextOf(test: TestApp, userId: string): Promise<Context> {
  const { authenticate } = await import('../../people/authenticate.ts');
  const { loadConfiguration } = await import('../../configuration/load-configuration.ts');
  const key = await test.keyFor(userId);
  const found = await authenticate(test.app.db, org, test.clock.now(), { kind: 'api_key', value: key }, () =>
    loadConfiguration(test.app.db, org),
  );
  if (!found) throw new Error('no such active user');
  return {
    app: test.app,
    org,
    now: test.clock.now(),
    actor: { kind: 'user', id: userId, name: found.viewer.name },
    requestId: newId(test.clock.now()),
    language: 'en',
    ...found,
  };
}

/** Creates an empty database on the suite's server. */
export function createDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  return createDatabaseOn(inject('databaseUrl'), 'shouwen_test');
}
