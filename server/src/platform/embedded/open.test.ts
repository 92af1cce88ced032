import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { claimServerRole, connectionUrl, type EmbeddedDatabase, openEmbeddedDatabase } from './index.ts';
import { isRunning } from './processes.ts';
import { cleanUp, makeFolder } from './testing/member-process.ts';

const log: string[] = [];
let opened: EmbeddedDatabase[] = [];

async function open(dataDirectory: string): Promise<EmbeddedDatabase> {
  const database = await openEmbeddedDatabase({ dataDirectory, log: (sentence) => log.push(sentence) });
  opened.push(database);
  return database;
}

async function query(database: EmbeddedDatabase, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(connectionUrl(database.connection));
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(() => {
  // They would bend the defaults of PostgreSQL's programs and of the driver.
  process.env.PGDATA = '/nowhere';
  process.env.PGPORT = '1';
  process.env.PGHOST = 'nowhere.invalid';
  return () => {
    for (const name of ['PGDATA', 'PGPORT', 'PGHOST']) delete process.env[name];
  };
});

afterEach(async () => {
  await Promise.all(opened.map((database) => database.leave()));
  opened = [];
  await cleanUp();
});

it('makes the database at the first start and finds it again at the next', async () => {
  const data = join(makeFolder(), 'data');
  const first = await open(data);
  expect(first.started).toBe(true);
  await query(first, "CREATE TABLE kept AS SELECT '首问' AS word");
  await first.leave();
  expect(isRunning(first.pid)).toBe(false);

  const second = await open(data);
  expect(second.started).toBe(true);
  expect(await query(second, 'SELECT word FROM kept')).toEqual([{ word: '首问' }]);
  expect(readdirSync(data)).toEqual(['database']);
});

it('speaks UTF-8 and UTC, waits for the disk, opens no port and gives the product an ordinary user', async () => {
  const database = await open(join(makeFolder(), 'data'));
  const [settings] = await query(
    database,
    `SELECT current_setting('server_encoding') AS encoding, current_setting('TimeZone') AS zone,
       current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit,
       current_setting('full_page_writes') AS pages, current_setting('listen_addresses') AS addresses,
       current_setting('password_encryption') AS passwords, lower('ÁÑ') AS folded,
       (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS superuser`,
  );
  expect(settings).toEqual({
    encoding: 'UTF8',
    zone: 'UTC',
    fsync: 'on',
    commit: 'on',
    pages: 'on',
    addresses: '',
    passwords: 'scram-sha-256',
    folded: 'áñ',
    superuser: false,
  });
});

it('lets nobody in without the password', async () => {
  const database = await open(join(makeFolder(), 'data'));
  for (const user of ['shouwen', 'postgres']) {
    const client = new pg.Client({ ...database.connection, user, password: 'guessed' });
    await expect(client.connect()).rejects.toThrow('password authentication failed');
  }
});

it.each([
  ['a path of more than 100 bytes', `${'long-'.repeat(18)}folder/${'部门'.repeat(12)}`],
  ['blanks, commas, quotes and Chinese', `客服, "data" 'x' 50% & more`],
])('works in a folder with %s', async (_, name) => {
  const data = join(makeFolder(), name, 'data');
  const database = await open(data);
  expect(Buffer.byteLength(database.connection.host)).toBeLessThan(90);
  expect(await query(database, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await database.leave();
  expect(existsSync(database.connection.host)).toBe(database.connection.host.startsWith(data));
  expect((await open(data)).connection.host).toBe(database.connection.host);
});

it('refuses a database that another major version made', async () => {
  const data = join(makeFolder(), 'data');
  const database = await open(data);
  await database.leave();
  writeFileSync(join(data, 'database', 'version'), '16\n');
  await expect(open(data)).rejects.toThrow(
    /^The database in .*database was made by PostgreSQL 16, but this version of Shouwen carries PostgreSQL 17: /,
  );
});

it('refuses a folder that holds no complete database, and leaves it as it is', async () => {
  const data = join(makeFolder(), 'data');
  mkdirSync(join(data, 'database'), { recursive: true });
  writeFileSync(join(data, 'database', 'notes.txt'), 'mine');
  await expect(open(data)).rejects.toThrow(/^The folder .*database holds no complete database: /);
  expect(readFileSync(join(data, 'database', 'notes.txt'), 'utf8')).toBe('mine');
});

it('says so when a file stands where the data folder should be', async () => {
  const data = join(makeFolder(), 'data');
  writeFileSync(data, '');
  await expect(open(data)).rejects.toThrow(
    /^The data folder .*data cannot be made: a file of that name is in the way\.$/,
  );
});

it('says why PostgreSQL does not start', async () => {
  const data = join(makeFolder(), 'data');
  const options = { dataDirectory: data, log: () => {}, settings: { shared_buffers: 'plenty' } };
  await expect(openEmbeddedDatabase(options)).rejects.toThrow(
    /^The database did not start: invalid value for parameter "shared_buffers": "plenty"; its log is .*postgres\.log\.$/,
  );
  expect((await open(data)).started).toBe(true);
});

it('removes what a killed first start has left behind', async () => {
  const data = join(makeFolder(), 'data');
  // The number of a process that cannot exist.
  const left = join(data, 'database.new.2147483646.1.cafe0000');
  mkdirSync(join(left, 'postgres'), { recursive: true });
  writeFileSync(join(left, 'postgres', 'PG_VERSION'), '17\n');
  await open(data);
  expect(existsSync(left)).toBe(false);
});

it('lets one session at a time be the server', async () => {
  const database = await open(join(makeFolder(), 'data'));
  const [one, two] = [new pg.Client(database.connection), new pg.Client(database.connection)];
  await Promise.all([one.connect(), two.connect()]);
  await claimServerRole(one);
  await expect(claimServerRole(two)).rejects.toThrow(
    /^A Shouwen server is already running on this data folder: /,
  );
  await one.end();
  await claimServerRole(two);
  await two.end();
});

it('may be opened twice by one process, and stops when both are left', async () => {
  const data = join(makeFolder(), 'data');
  const one = await open(data);
  const two = await open(data);
  expect([one.started, two.started, two.pid === one.pid]).toEqual([true, false, true]);
  await one.leave();
  expect(await query(two, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await two.leave();
  expect(isRunning(one.pid)).toBe(false);
});

it('moves a large log aside', async () => {
  const data = join(makeFolder(), 'data');
  await (await open(data)).leave();
  const logFile = join(data, 'database', 'postgres.log');
  writeFileSync(logFile, `${'x'.repeat(6 * 1024 * 1024)}\n`);
  await open(data);
  expect(readFileSync(`${logFile}.1`, 'utf8')).toContain('xxx');
  expect(readFileSync(logFile, 'utf8')).toMatch(/ready to accept connections/);
});
