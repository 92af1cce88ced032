import { copyFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, it, onTestFinished } from 'vitest';
import { type Composition, compose } from '../compose.ts';
import { fillDemo } from '../demo/fill-demo.ts';
import { localFileStore } from '../platform/files/file-store.ts';
import { openLog } from '../platform/log.ts';
import { migrate } from '../platform/migrate.ts';
import { openPool } from '../platform/pool.ts';
import { readSettings } from '../platform/settings.ts';
import { createDatabase, TestClock } from '../platform/testing/test-app.ts';
import { prepareOrganisation } from '../prepare-organisation.ts';
import { verify } from '../verify.ts';
import { restoreBackup } from './restore-backup.ts';
import { writeBackup } from './write-backup.ts';

// One small department from each version of the schema that has landed, named by that version. How one is added:
// docs/develop/migrations.md
const kept = fileURLToPath(new URL('./landed', import.meta.url));
const secret = 'the secret of a sample department';
const clock = new TestClock(new Date('2026-11-29T09:00:00Z'));

/** An empty database, and the application over it once there is a schema. */
async function emptyPlace() {
  const { url, drop } = await createDatabase();
  const folder = join(inject('testFolder'), `landed-${url.slice(-12)}`);
  const pool = openPool({ connection: { connectionString: url }, max: 4, onIdleError: () => undefined });
  onTestFinished(async () => {
    await pool.end();
    await drop();
  });
  const settings = readSettings({ SHOUWEN_DATA: folder, SHOUWEN_URL: 'http://localhost:8080' });
  return {
    pool,
    files: localFileStore(join(folder, 'files')),
    secretFile: null,
    now: clock.now(),
    async application(): Promise<Composition> {
      const composition = await compose({ settings, pool, clock, log: openLog('silent'), secret });
      await prepareOrganisation(composition);
      return composition;
    },
  };
}

/** Restores a backup and proves that the department goes on: all is well, tickets are found, and a new one opens. */
async function goesOn(path: string): Promise<void> {
  const place = await emptyPlace();
  const { ledger } = await restoreBackup(place, path);
  const composition = await place.application();
  const { findings, checked } = await verify(composition.app);
  expect(findings).toEqual([]);
  expect(checked.ledger).toBeGreaterThanOrEqual(ledger?.position ?? 0);
  const server = await composition.httpServer({ checkAnswers: true });
  onTestFinished(() => server.close());
  const call = async (method: 'GET' | 'POST', url: string, payload?: object, cookie = '') => {
    const headers = { cookie, origin: 'http://localhost:8080' };
    const answer = await server.inject({
      method,
      url: `/api/v1${url}`,
      headers,
      ...(payload ? { payload } : {}),
    });
    expect(answer.statusCode, answer.body).toBeLessThan(300);
    return answer;
  };
  const signedIn = await call('POST', '/session', {
    email: 'byrne@lumen.example',
    password: 'shouwen-demo',
  });
  const cookie = signedIn.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const list = (await call('GET', '/tickets?limit=5', undefined, cookie)).json();
  expect(list.items).toHaveLength(5);
  for (const { number } of list.items) await call('GET', `/tickets/${number}`, undefined, cookie);
  const opened = { subject: 'New', body: 'After the upgrade.', customer: { email: 'new@example.com' } };
  await call('POST', '/tickets', opened, cookie);
  expect((await verify(composition.app)).findings).toEqual([]);
}

const versions = (await readdir(kept)).sort();

it.each(versions)(
  'a department of version %s goes on with this one',
  async (file) => {
    await goesOn(join(kept, file));
  },
  120_000,
);

it('a department of this version goes on after a restore', async () => {
  const place = await emptyPlace();
  await migrate(place.pool, clock.now());
  const composition = await place.application();
  await fillDemo(composition, () => undefined, { requests: 40, days: 30 });
  await verify(composition.app); // gives every event its position
  const path = join(inject('testFolder'), 'new.backup');
  await writeBackup(place, path);
  await goesOn(path);
  const wanted = process.env.SHOUWEN_KEEP_BACKUP;
  if (wanted) await copyFile(path, wanted);
}, 120_000);
