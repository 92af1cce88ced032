import { type Condition, evaluate, parseCondition, toSql } from '@shouwen/conditions';
import fc from 'fast-check';
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { fragment } from './sql.ts';
import {
  conditions,
  ids,
  leavesByKind,
  type NewThing,
  newThings,
  type Thing,
  things,
} from './testing/condition-samples.ts';

/**
 * The two readings of a condition are one: over random rows, what `evaluate` holds true is what PostgreSQL chooses. The
 * rows are read back from the database, so that what the driver makes of its types is part of the proof.
 */

const now = new Date('2026-11-23T10:00:00.000Z');
const clock = { now, zone: 'Asia/Shanghai' };
const runs = process.env.SHOUWEN_TEST_LONG ? 200 : 10;
const rowsPerRun = 40;
const conditionsPerRun = 30;

let client: pg.Client;

beforeAll(async () => {
  client = new pg.Client({ connectionString: inject('databaseUrl') });
  await client.connect();
  await client.query(`
    create temp table thing (
      id integer primary key, title text, code varchar(20), size integer, serial bigint, weight double precision,
      urgent boolean, opened_at timestamptz, due_on date, status text not null, severity text, owner_id uuid,
      tags text[], people uuid[], custom jsonb not null);
    create temp table watcher (thing_id integer not null, user_id uuid not null, primary key (thing_id, user_id));
    create index thing_code on thing (code);
    create index thing_size on thing (size);
    create index thing_serial on thing (serial);
    create index thing_opened_at on thing (opened_at);
    create index thing_due_on on thing (due_on);
    create index thing_owner on thing (owner_id);
    create index thing_urgent on thing (id) where urgent;
    create index thing_tags on thing using gin (tags);
    create index thing_code_folded on thing (lower(code collate "C"));
  `);
});

afterAll(async () => {
  await client.end();
});

beforeEach(async () => {
  await client.query('truncate thing, watcher');
});

/** Puts the rows in and gives them back as a query reads them. */
async function store(rows: readonly NewThing[]): Promise<Thing[]> {
  await client.query('truncate thing, watcher');
  for (const [id, row] of rows.entries()) {
    await client.query('insert into thing values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15)', [
      id,
      row.title,
      row.code,
      row.size,
      row.serial,
      row.weight,
      row.urgent,
      row.opened_at,
      row.due_on,
      row.status,
      row.severity,
      row.owner,
      row.tags,
      row.people,
      JSON.stringify(row.custom),
    ]);
    await client.query('insert into watcher select $1, unnest($2::uuid[])', [id, row.watchers]);
  }
  return storedRows();
}

async function storedRows(): Promise<Thing[]> {
  const stored = await client.query<Thing>(`
    select id, title, code, size, serial::text, weight, urgent, opened_at, due_on::text, status, severity,
      owner_id as owner, tags, people::text[], custom,
      array(select user_id::text from watcher where thing_id = thing.id) as watchers
    from thing order by id`);
  return stored.rows;
}

async function chosenBy(condition: Condition): Promise<number[]> {
  const { text, values } = toSql(condition, things, { ...clock, firstParameter: 2 });
  const result = await client.query<{ id: number }>(
    `select t.id from thing t where t.id >= $1 and ${text} order by t.id`,
    [0, ...values],
  );
  return result.rows.map((row) => row.id);
}

async function verdictsOn(condition: Condition): Promise<unknown[]> {
  const { text, values } = toSql(condition, things, { ...clock, exact: true });
  const result = await client.query<{ verdict: unknown }>(
    `select ${text} as verdict from thing t order by t.id`,
    [...values],
  );
  return result.rows.map((row) => row.verdict);
}

describe('the two readings of a condition', () => {
  it(`agree on ${runs * conditionsPerRun} random conditions over ${rowsPerRun} random rows`, async () => {
    const manyOf = <T>(arbitrary: fc.Arbitrary<T>, count: number) =>
      fc.array(arbitrary, { minLength: count, maxLength: count });
    // Beside the trees each kind of leaf alone, so that every run asks each kind.
    const alone = fc.tuple(...leavesByKind.map((leaves) => manyOf(leaves, 3))).map((kinds) => kinds.flat());
    const asked = fc.tuple(manyOf(conditions, conditionsPerRun), alone).map((lists) => lists.flat());
    await fc.assert(
      fc.asyncProperty(manyOf(newThings, rowsPerRun), asked, async (newRows, written) => {
        const rows = await store(newRows);
        for (const one of written) {
          const condition = parseCondition(JSON.parse(JSON.stringify(one)), things);
          const verdicts = rows.map((row) => evaluate(condition, things, row, clock));
          const held = rows.filter((_, index) => verdicts[index]).map((row) => row.id);
          expect(await chosenBy(condition), JSON.stringify(condition)).toEqual(held);
          expect(await verdictsOn(condition), JSON.stringify(condition)).toEqual(verdicts);
        }
      }),
      { numRuns: runs },
    );
  });

  it('fold the same letters, all that Unicode has', async () => {
    const capitals = Array.from({ length: 0x1ffff }, (_, code) => code)
      .filter((code) => code > 0 && (code < 0xd800 || code > 0xdfff))
      .map((code) => String.fromCodePoint(code))
      .filter((character) => character.toLowerCase() !== character);
    const letters = capitals.map((capital) => capital.toLowerCase());
    // Two rows, all capitals in one and all small letters in the other, looked through ten letters at a time.
    await client.query(
      `insert into thing (id, title, status, custom) values (0, $1, 'open', '{}'), (1, $2, 'open', '{}')`,
      [capitals.join(''), letters.join('')],
    );
    const rows = await storedRows();
    const found = [0, 0];
    for (let from = 0; from < capitals.length; from += 10) {
      const condition = { field: 'title', contains: capitals.slice(from, from + 10).join('') };
      const held = rows.filter((row) => evaluate(condition, things, row, clock)).map((row) => row.id);
      expect(await chosenBy(condition), condition.contains).toEqual(held);
      for (const id of held) found[id] = (found[id] ?? 0) + 1;
    }
    // The Kelvin sign and the dotted İ alone keep their case; each spoils the ten around it for the small letters.
    const windows = Math.ceil(capitals.length / 10);
    expect(windows).toBeGreaterThan(100);
    expect(found).toEqual([windows, windows - 2]);
  });

  it('give Kysely the same statement as a fragment', async () => {
    const rows = await store(fc.sample(newThings, { numRuns: 30, seed: 7 }));
    const condition: Condition = {
      any: [{ field: 'size', above: 1 }, { not: { field: 'owner', in: ids.slice(0, 2) } }],
    };
    const kysely = new Kysely<unknown>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
    });
    const where = fragment(toSql(condition, things, clock));
    const query = sql`select t.id from thing t where t.id >= ${0} and ${where} order by t.id`.compile(kysely);
    const result = await client.query<{ id: number }>(query.sql, [...query.parameters]);
    const held = rows.filter((row) => evaluate(condition, things, row, clock)).map((row) => row.id);
    expect(result.rows.map((row) => row.id)).toEqual(held);
    expect(held.length).toBeGreaterThan(0);
  });
});

describe('the compiled leaf', () => {
  it.each<[string, Condition]>([
    ['thing_code', { field: 'code', is: 'A-1' }],
    ['thing_code', { field: 'code', in: ['A-1', 'B_2'] }],
    ['thing_code', { not: { not: { field: 'code', is: 'A-1' } } }],
    ['thing_size', { field: 'size', at_least: 3 }],
    ['thing_serial', { field: 'serial', in: [1, 12] }],
    ['thing_opened_at', { field: 'opened_at', after: { now: true, minus: '1h' } }],
    ['thing_due_on', { field: 'due_on', is: '2026-11-23' }],
    ['thing_owner', { field: 'owner', is: ids[0] ?? '' }],
    ['thing_owner', { field: 'owner', set: false }],
    ['thing_urgent', { field: 'urgent', is: true }],
    ['thing_tags', { field: 'tags', contains: 'vip' }],
    ['thing_code_folded', { field: 'code', starts_with: 'A-' }],
  ])('can be answered by the index %s: %j', async (index, condition) => {
    const { text, values } = toSql(condition, things, clock);
    await client.query('begin');
    await client.query('set local enable_seqscan = off');
    const plan = await client.query(`explain (costs off) select t.id from thing t where ${text}`, [
      ...values,
    ]);
    await client.query('rollback');
    expect(JSON.stringify(plan.rows)).toMatch(new RegExp(`Index.*${index}\\b`));
  });

  it('lets "not watched by" be an anti-join', async () => {
    const { text, values } = toSql({ not: { field: 'watchers', contains: ids[0] ?? '' } }, things, clock);
    const plan = await client.query(`explain (costs off) select t.id from thing t where ${text}`, [
      ...values,
    ]);
    expect(JSON.stringify(plan.rows)).toContain('Anti Join');
  });
});
