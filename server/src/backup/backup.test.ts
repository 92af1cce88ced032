import { createHash, randomBytes } from 'node:crypto';
import {
  createWriteStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { recordSecret } from '../configuration/record-secret.ts';
import { StartError } from '../platform/errors.ts';
import { localFileStore } from '../platform/files/file-store.ts';
import { migrate } from '../platform/migrate.ts';
import { openKysely, openPool } from '../platform/pool.ts';
import { createDatabase, startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import type { Tables } from '../tables.ts';
import { lastEntry, type Manifest } from './manifest.ts';
import { readArchive } from './read-archive.ts';
import { type RestoreTarget, restoreBackup } from './restore-backup.ts';
import { tablesInOrder } from './tables-in-order.query.ts';
import { writeBackup } from './write-backup.ts';

let test: TestApp;
let folder: string;
let archive: string;
let manifest: Manifest;
const secret = 'a secret of thirty-two characters';

beforeAll(async () => {
  test = await startTestApp();
  folder = mkdtempSync(join(tmpdir(), 'shouwen-backup-'));
  for (const subject of ['Router dark', '路由器没有灯', 'Sin luz en el "router"']) {
    const { status } = await test.request('POST', '/tickets', {
      body: { subject, body: `${subject}\r\n\\.\n\t\\N`, customer: { name: subject } },
    });
    expect(status).toBe(201);
  }
  for (const content of [randomBytes(70_000), Buffer.from('a short one'), Buffer.alloc(0)])
    await store(content);
  writeFileSync(join(folder, 'secret'), secret);
  archive = join(folder, 'all.backup');
  manifest = await writeBackup(source(), archive);
});
afterAll(async () => {
  await test.close();
  rmSync(folder, { recursive: true, force: true });
});

const source = () => ({
  pool: test.pool,
  files: test.app.files,
  secretFile: join(folder, 'secret'),
  now: test.clock.now(),
});

/** Uploads a file. Gives the name of its content. */
async function store(content: Buffer): Promise<string> {
  const type = 'multipart/form-data; boundary=end';
  const head = '--end\r\ncontent-disposition: form-data; name="file"; filename="f"\r\n\r\n';
  const { statusCode } = await test.server.inject({
    method: 'POST',
    url: '/api/v1/files',
    headers: { authorization: `Bearer ${test.admin.key}`, 'content-type': type },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--end--\r\n')]),
  });
  expect(statusCode).toBe(201);
  return createHash('sha256').update(content).digest('hex');
}

/** An empty database with a folder for files, gone after the test. */
async function emptyTarget(): Promise<RestoreTarget & { pool: pg.Pool; folder: string; secretFile: string }> {
  const { url, drop } = await createDatabase();
  const pool = openPool({ connection: { connectionString: url }, max: 4, onIdleError: () => undefined });
  const target = mkdtempSync(join(tmpdir(), 'shouwen-restore-'));
  onTestFinished(async () => {
    await pool.end();
    await drop();
    rmSync(target, { recursive: true, force: true });
  });
  return {
    pool,
    folder: target,
    files: localFileStore(join(target, 'files')),
    secretFile: join(target, 'secret'),
    now: test.clock.now(),
  };
}

/** Every row of every table, as text. */
async function contentOf(pool: pg.Pool): Promise<Record<string, string[]>> {
  const client = await pool.connect();
  try {
    const content: Record<string, string[]> = {};
    for (const { name } of await tablesInOrder(client)) {
      const { rows } = await client.query<{ row: string }>(
        `select t::text as row from "${name}" t order by 1`,
      );
      content[name] = rows.map(({ row }) => row);
    }
    return content;
  } finally {
    client.release();
  }
}

const damagedCopy = (content: Buffer): string => {
  const path = join(folder, 'damaged.backup');
  writeFileSync(path, content);
  return path;
};

/** A complete archive without tables and files. */
async function archiveOf(described: Manifest): Promise<string> {
  const tar = pack();
  const text = JSON.stringify(described);
  tar.entry({ name: 'manifest.json' }, text);
  tar.entry({ name: 'secret' }, secret);
  tar.entry({ name: lastEntry }, createHash('sha256').update(text).digest('hex'));
  tar.finalize();
  const path = join(folder, 'other.backup');
  await pipeline(tar, createWriteStream(path));
  return path;
}

describe('a backup', () => {
  it('brings back every row, every file, the secret and the numbers that come next', async () => {
    const target = await emptyTarget();
    expect(await restoreBackup(target, archive)).toEqual(manifest);
    expect(await contentOf(target.pool)).toEqual(await contentOf(test.pool));
    expect(readFileSync(target.secretFile, 'utf8')).toBe(secret);
    expect(manifest.files).toHaveLength(3);
    for (const { sha256, size } of manifest.files) {
      expect(await target.files.size(sha256)).toBe(size);
      const again = await target.files.put(target.files.get(sha256));
      expect(again).toEqual({ sha256, size });
    }
    const asleep = "select 1 from pg_trigger where not tgisinternal and tgenabled = 'D'";
    expect((await target.pool.query(asleep)).rows, 'all triggers work again').toEqual([]);
    const next = "select nextval('ticket_number') as n";
    const { rows: there } = await target.pool.query(next);
    const { rows: here } = await test.pool.query(next);
    expect(there).toEqual(here);
  });

  it('goes into an installation that was started but never set up, and into no other', async () => {
    const target = await emptyTarget();
    await migrate(target.pool, target.now);
    await openKysely<Tables>(target.pool)
      .transaction()
      .execute((tx) => recordSecret(tx, test.app.org, target.now, 'another secret'));
    await restoreBackup(target, archive);
    expect(await contentOf(target.pool)).toEqual(await contentOf(test.pool));
    await expect(restoreBackup(target, archive)).rejects.toThrow(/^The installation is not empty/);
  });

  it('leaves tables of others in the database alone', async () => {
    const target = await emptyTarget();
    await target.pool.query("create table invoice as select 'paid' as state");
    await restoreBackup(target, archive);
    expect((await target.pool.query('select state from invoice')).rows).toEqual([{ state: 'paid' }]);
  });

  it('that was cut off anywhere is refused with one sentence and leaves everything empty', async () => {
    const whole = readFileSync(archive);
    const target = await emptyTarget();
    const lengths = [
      0,
      1,
      511,
      512,
      513,
      1024,
      ...Array.from({ length: 40 }, (_, i) => (i * whole.length) / 40),
    ];
    // a tar ends with blocks of zeros, which say nothing
    const end = whole.lastIndexOf('manifest.sha256') + 512;
    for (const length of [...lengths.map(Math.floor), end - 1, end]) {
      const refused = await restoreBackup(target, damagedCopy(whole.subarray(0, length))).catch((e) => e);
      expect(refused, `cut off after ${length}`).toBeInstanceOf(StartError);
      expect(refused.message).toMatch(
        /^(The backup )?\S+ is (damaged or incomplete|not a backup of Shouwen)/,
      );
    }
    expect(await contentOf(target.pool)).toEqual({});
    expect(readdirSync(target.folder)).toEqual([]);
    await restoreBackup(target, archive);
    expect(await contentOf(target.pool)).toEqual(await contentOf(test.pool));
  });

  it('with any byte altered is refused with one sentence, or holds the same all the same', async () => {
    const whole = readFileSync(archive);
    let refusals = 0;
    for (let round = 0; round < 300; round++) {
      const altered = Buffer.from(whole);
      const at = Math.floor((round * whole.length) / 300);
      altered[at] = (altered[at] ?? 0) ^ (1 << (round % 8));
      const read = readArchive(damagedCopy(altered), {
        manifest: async () => {},
        part: async (_, content) => {
          for await (const chunk of content) void chunk;
        },
      });
      const result = await read.catch((error) => error);
      if (result instanceof StartError) refusals += 1;
      else expect(result, `byte ${at}`).toEqual(manifest);
    }
    expect(refusals).toBeGreaterThan(200);
  });

  it('of a newer version, without the secret that is needed, or of something else is refused', async () => {
    const target = await emptyTarget();
    const [one] = manifest.migrations;
    if (!one) throw new Error('the backup names no migration');
    await expect(restoreBackup(target, damagedCopy(randomBytes(5000)))).rejects.toThrow(StartError);
    await expect(restoreBackup(target, folder)).rejects.toThrow(StartError);
    await expect(restoreBackup(target, join(folder, 'none'))).rejects.toThrow(StartError);
    const newer = archiveOf({ ...manifest, migrations: [{ ...one, version: 999 }], tables: [], files: [] });
    await expect(restoreBackup(target, await newer)).rejects.toThrow(
      /^The backup was made by a newer version/,
    );
    const without = join(folder, 'without-secret.backup');
    await writeBackup({ ...source(), secretFile: null }, without);
    await expect(restoreBackup(target, without)).rejects.toThrow(/^The backup holds no secret/);
    await restoreBackup({ ...target, secretFile: null }, without);
    expect(existsSync(target.secretFile)).toBe(false);
  });

  it('is not made of a file store that lost or altered a file, and nothing half-written stays', async () => {
    const lost = await store(Buffer.from('soon gone'));
    const place = join(test.app.settings.dataDirectory, 'files', lost.slice(0, 2), lost.slice(2));
    const before = readdirSync(folder);
    writeFileSync(place, 'soon gon3');
    await expect(writeBackup(source(), join(folder, 'bad'))).rejects.toThrow(
      /^The stored file \w+ is damaged/,
    );
    rmSync(place);
    await expect(writeBackup(source(), join(folder, 'bad'))).rejects.toThrow(
      /^The stored file \w+ is missing/,
    );
    await expect(writeBackup(source(), join(folder, 'no', 'such', 'folder'))).rejects.toThrow(StartError);
    expect(readdirSync(folder)).toEqual(before);
  });
});
