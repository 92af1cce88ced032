import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from '@shouwen/obligations';
import type { Pool, PoolClient } from 'pg';
import { chooseCalendar } from '../server/src/calendars/choose-calendar.ts';
import { type Composition, compose } from '../server/src/compose.ts';
import type { Context } from '../server/src/context.ts';
import {
  calendarColumns,
  columnsOf,
  insertObligations,
  type ObligationRow,
} from '../server/src/obligations/store.ts';
import { lookOnce, sweepDue } from '../server/src/obligations/sweep.ts';
import { setUp } from '../server/src/people/set-up.ts';
import { systemClock } from '../server/src/platform/clock.ts';
import { newId } from '../server/src/platform/ids.ts';
import { openLog } from '../server/src/platform/log.ts';
import { migrate } from '../server/src/platform/migrate.ts';
import { readSettings } from '../server/src/platform/settings.ts';
import { prepareOrganisation } from '../server/src/prepare-organisation.ts';
import { openStorage, readSecret } from '../server/src/storage.ts';

const sizes = [1_000, 100_000];
const looks = 50;
const dueAtOnce = 1_000;
const hour = 3_600_000;

/**
 * What the sweep costs: the pages that it reads at a quiet moment with few and with many open obligations, which are to be
 * equal within 1.2 times, and a moment at which a thousand are due. The data is made for it and thrown away.
 */
export async function benchSweep(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'shouwen-bench-sweep-'));
  const settings = readSettings({
    ...process.env,
    SHOUWEN_DATA: folder,
    SHOUWEN_PORT: '0',
    SHOUWEN_LOG: 'error',
    SHOUWEN_SMTP_IN_PORT: '0',
  });
  const log = openLog('error');
  const storage = await openStorage(settings, log, 'command');
  try {
    const { pool } = storage;
    await migrate(pool, systemClock.now());
    const secret = await readSecret(settings);
    const composition = await compose({ settings, pool, clock: systemClock, log, secret });
    await prepareOrganisation(composition);
    await measure(composition);
  } finally {
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure({ app, pool, systemContext }: Composition): Promise<void> {
  const start = new Date();
  const admin = await app.db.transaction().execute((tx) =>
    setUp(tx, app.org, start, {
      organisation: 'Bench',
      name: 'Bench',
      email: 'bench@example.com',
      password: 'bench bench bench',
      language: 'en',
    }),
  );
  const context = await systemContext();
  const quiet: number[] = [];
  let there = 0;
  for (const size of sizes) {
    await fill(pool, context, admin, there, size, start);
    there = size;
    await pool.query('vacuum (analyze) obligation');
    await pool.query('vacuum (analyze) ticket');
    // nothing is due for an hour yet
    const { pages, ms } = await costOf(pool, looks, () => lookOnce(app, systemContext));
    quiet.push(pages);
    console.log(`quiet moment, ${size} open: ${pages.toFixed(1)} pages, ${ms.toFixed(2)} ms`);
  }
  const [few = 0, many = 0] = quiet;
  console.log(`pages, many to few: ${(many / few).toFixed(2)} (at most 1.2)`);
  const later = new Date(start.getTime() + 2 * hour);
  const { rows: before } = await pool.query('select pg_current_wal_lsn() as lsn');
  const due = await costOf(pool, 1, async () => {
    const acted = await sweepDue(app, systemContext, later);
    if (acted !== dueAtOnce) throw new Error(`${acted} were acted on, not ${dueAtOnce}`);
  });
  const { rows: wal } = await pool.query(
    'select pg_wal_lsn_diff(pg_current_wal_lsn(), $1)::float8 as bytes',
    [before[0].lsn],
  );
  const each = (figure: number) => (figure / dueAtOnce).toFixed(2);
  console.log(
    `a moment with ${dueAtOnce} due, ${there} open: ${due.ms.toFixed(0)} ms, ${due.pages.toFixed(0)} pages; ` +
      `each ${each(due.ms)} ms, ${each(due.pages)} pages, ${each(wal[0].bytes)} bytes of WAL`,
  );
}

/** Pages of tables and indexes that a step touched, and its time; the middle of several rounds of looking is their mean. */
async function costOf(
  pool: Pool,
  times: number,
  step: () => Promise<unknown>,
): Promise<{ pages: number; ms: number }> {
  if (times > 1) await step(); // plans and catalogues are known from here on
  const before = await pagesTouched(pool);
  const begun = performance.now();
  for (let n = 0; n < times; n += 1) await step();
  const ms = (performance.now() - begun) / times;
  return { pages: ((await pagesTouched(pool)) - before) / times, ms };
}

async function pagesTouched(pool: Pool): Promise<number> {
  // each session keeps its own count until it is told to hand it in
  const clients: PoolClient[] = [];
  for (let n = pool.totalCount; n > 0; n -= 1) clients.push(await pool.connect());
  for (const client of clients) await client.query('select pg_stat_force_next_flush()');
  for (const client of clients) client.release();
  const { rows } = await pool.query<{ pages: number }>(`
    select sum(heap_blks_read + heap_blks_hit + coalesce(idx_blks_read, 0) + coalesce(idx_blks_hit, 0)
      + coalesce(toast_blks_read, 0) + coalesce(toast_blks_hit, 0))::float8 as pages
    from pg_statio_user_tables where relname in ('obligation', 'ticket', 'obligation_step', 'event', 'notification', 'escalation_action')`);
  return rows[0]?.pages ?? 0;
}

/** Tickets with one open obligation each: the first thousand due in an hour, the others in some months. */
async function fill(
  pool: Pool,
  context: Context,
  admin: string,
  from: number,
  to: number,
  start: Date,
): Promise<void> {
  const { app, configuration } = context;
  const { unit, team } = await placeOf(pool);
  const customer = newId(start);
  await pool.query(
    `insert into customer (org_id, id, kind, name, name_folded, created_at) values ($1, $2, 'person', 'Bench', 'bench', $3)`,
    [app.org, customer, start],
  );
  const counted = chooseCalendar(configuration, { team_id: team, unit_id: unit });
  await pool.query('alter table ticket disable trigger user');
  for (let at = from; at < to; at += 1_000) {
    const ids = Array.from({ length: Math.min(1_000, to - at) }, () => newId(start));
    await pool.query(
      `insert into ticket (org_id, id, number, subject, type_key, status_key, status_category, importance, urgency, priority,
         channel, tags, fields, language, unit_id, team_id, customer_id, confidential, excerpt, policy_version, opened_at,
         last_activity_at, overdue, version)
       select $1, t.id, nextval('ticket_number'), 'Bench', 'inquiry', 'open', 'open', 'normal', 'normal', 'normal', 'email', '{}',
         '{}', 'en', $2, $3, $4, false, 'Bench', $5, $6, $6, false, 1
       from unnest($7::uuid[]) as t (id)`,
      [app.org, unit, team, customer, configuration.policyVersion, start, ids],
    );
    const rows = ids.map((id, index): ObligationRow => {
      const minutes = at + index < dueAtOnce ? 60 : 60 * 24 * 90 + at + index;
      const terms = {
        target: { elapsed_minutes: minutes },
        warnings: [],
        escalations: [{ after_minutes: 100_000, to: 'unit_head' }],
      };
      const event = newId(start);
      const { clock } = open(counted.calendar, start, terms, { at: start, event });
      const { clock: record, ...columns } = columnsOf(clock);
      return {
        org_id: app.org,
        id: newId(start),
        kind: 'resolution',
        subject_kind: 'ticket',
        subject_id: id,
        ticket_id: id,
        unit_id: unit,
        owner_user_id: admin,
        owner_team_id: null,
        opened_by: event,
        opened_at: start,
        ...columns,
        clock: JSON.parse(record),
        ...calendarColumns(counted),
        towards_customer: true,
        clause: null,
        policy_version: configuration.policyVersion,
        policy_key: null,
        named_calendar: null,
      };
    });
    await insertObligations(app.db, rows);
  }
  await pool.query('alter table ticket enable trigger user');
}

async function placeOf(pool: Pool): Promise<{ unit: string; team: string }> {
  const { rows } = await pool.query<{ unit: string; team: string }>(
    'select t.unit_id as unit, t.id as team from team t limit 1',
  );
  if (!rows[0]) throw new Error('a set-up leaves one team');
  return rows[0];
}
