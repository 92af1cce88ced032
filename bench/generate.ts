import { once } from 'node:events';
import { foldTag } from '@shouwen/search';
import type { Pool, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Composition } from '../server/src/compose.ts';
import type { App } from '../server/src/context.ts';
import { rebuildCounters } from '../server/src/counters/rebuild-counters.ts';
import { genesis } from '../server/src/events/chain.ts';
import { setUp } from '../server/src/people/set-up.ts';
import { newId } from '../server/src/platform/ids.ts';
import { forCopy } from '../server/src/platform/pool.ts';
import { tokeniserVersion } from '../server/src/search/build-document.ts';
import { recountWords } from '../server/src/search/count-words.ts';
import { randomFrom } from './random.ts';
import { addTicket, columns, copyLine, type TableRows, tags, type World } from './rows.ts';

const org = 1;
const big = ['ticket', 'message', 'obligation', 'obligation_step', 'event', 'search_document'] as const;
export const administrator = 'bench@example.com';

/**
 * Fills an empty, migrated database: 8 units, 40 teams, 1,000 people, a customer for every eight tickets, then the tickets
 * with their conversations by COPY, indexes and keys afterwards. The same seed gives the same data.
 */
export async function generate(
  { app, pool }: Composition,
  tickets: number,
  seed: number,
  progress: (line: string) => void,
): Promise<void> {
  const now = new Date();
  const random = randomFrom(seed);
  const admin = await app.db.transaction().execute((tx) =>
    setUp(tx, org, now, {
      organisation: 'Bench',
      name: 'Bench',
      email: administrator,
      password: 'bench bench bench',
      language: 'en',
    }),
  );
  const world = await populate(pool, admin, now, Math.max(20, Math.ceil(tickets / 8)));
  const client = forCopy(await pool.connect());
  try {
    const restore = await dropIndexes(client);
    await client.query('alter table ticket disable trigger user'); // counted at the end, all at once
    const days = 730;
    for (let number = 1; number <= tickets; ) {
      const rows = Object.fromEntries(big.map((table) => [table, []])) as unknown as TableRows;
      for (let batch = 0; batch < 5000 && number <= tickets; batch++, number++) {
        const share = number / (tickets + 1);
        addTicket(rows, random, world, number, now.getTime() - (1 - share) * days * 86_400_000);
      }
      for (const table of big) await copyRows(client, table, rows[table].map(copyLine));
      progress(`${Math.min(number - 1, tickets)} of ${tickets} tickets`);
    }
    progress('indexes and keys');
    await restore();
    await client.query('alter table ticket enable trigger user');
    await rebuildCounters(app);
    await client.query(`select setval('ticket_number', $1)`, [tickets]);
    await client.query(
      'insert into ledger_head (org_id, position, hash) values ($1, $2, $3) on conflict (org_id) do update set position = $2, hash = $3',
      [org, world.ledger.position, world.ledger.hash],
    );
    await finishReaders(app, client, world);
    progress('vacuum and analyze');
    for (const table of [...big, 'search_word', 'customer', 'customer_contact'])
      await client.query(`vacuum (analyze) ${table}`);
  } finally {
    client.release(true);
  }
}

/** What follows the ledger has read all of it, and the search has its counts and tags. */
async function finishReaders(app: App, client: PoolClient, world: World): Promise<void> {
  for (const name of ['search', 'webhooks'])
    await client.query('insert into ledger_reader (org_id, name, position) values ($1, $2, $3)', [
      org,
      name,
      world.ledger.position,
    ]);
  await client.query(
    'insert into search_state (org_id, tokeniser) values ($1, $2) on conflict (org_id) do nothing',
    [org, tokeniserVersion],
  );
  for (const tag of tags)
    await client.query('insert into search_tag (org_id, folded, tag) values ($1, $2, $3)', [
      org,
      foldTag(tag),
      tag,
    ]);
  await recountWords(app.db, org);
}

async function populate(pool: Pool, admin: string, now: Date, customers: number): Promise<World> {
  const { rows: roots } = await pool.query<{ id: string }>('select id from unit');
  const root = roots[0]?.id ?? '';
  const ids = (count: number) => Array.from({ length: count }, () => newId(now));
  const [units, teamIds, people, customerIds] = [ids(8), ids(40), ids(1_000), ids(customers)];
  const insert = (sql: string, ...values: unknown[]) => pool.query(sql, values);
  await insert(
    "insert into unit (org_id, id, name, parent_id, created_at) select 1, id, to_jsonb('Unit ' || n), $2, $3 from unnest($1::uuid[]) with ordinality u (id, n)",
    units,
    root,
    now,
  );
  await insert(
    "insert into user_account (org_id, id, email, name, language, time_zone, state, created_at) select 1, id, 'agent' || n || '@example.com', 'Agent ' || n, 'en', 'UTC', 'active', $2 from unnest($1::uuid[]) with ordinality u (id, n)",
    people,
    now,
  );
  await insert(
    "insert into team (org_id, id, unit_id, name, created_at) select 1, id, ($2::uuid[])[1 + n % 8], to_jsonb('Team ' || n), $3 from unnest($1::uuid[]) with ordinality t (id, n)",
    teamIds,
    units,
    now,
  );
  await insert(
    'insert into team_member (org_id, team_id, user_id) select 1, ($2::uuid[])[1 + n % 40], id from unnest($1::uuid[]) with ordinality u (id, n)',
    people,
    teamIds,
  );
  await insert(
    "insert into role_grant (org_id, user_id, role_key, unit_id) select 1, m.user_id, 'agent', t.unit_id from team_member m join team t on t.org_id = m.org_id and t.id = m.team_id where m.user_id <> $1",
    admin,
  );
  await insert(
    "insert into customer (org_id, id, kind, name, name_folded, language, created_at) select 1, id, 'person', 'Customer ' || n, 'customer ' || n, 'en', $2 from unnest($1::uuid[]) with ordinality c (id, n)",
    customerIds,
    now,
  );
  await insert(
    "insert into customer_contact (org_id, id, customer_id, kind, value, normalised, is_primary) select 1, gen_random_uuid(), id, 'email', 'customer' || n || '@example.com', 'customer' || n || '@example.com', true from unnest($1::uuid[]) with ordinality c (id, n)",
    customerIds,
  );
  const { rows } = await pool.query<{ id: string; unit: string; members: string[] }>(
    'select t.id, t.unit_id as unit, array_agg(m.user_id) as members from team t join team_member m on m.org_id = t.org_id and m.team_id = t.id group by t.id, t.unit_id order by t.id',
  );
  await pool.query('update organisation set config_revision = config_revision + 1');
  await pool.query('delete from event_payload; delete from event');
  return {
    org,
    units,
    teams: rows,
    customers: customerIds,
    now,
    policyVersion: 'bench',
    ledger: { position: 0, hash: genesis },
  };
}

async function copyRows(client: PoolClient, table: (typeof big)[number], lines: string[]): Promise<void> {
  const stream = client.query(copyFrom(`copy ${table} (${columns[table].join(', ')}) from stdin`));
  for (let from = 0; from < lines.length; from += 500) {
    if (!stream.write(lines.slice(from, from + 500).join(''))) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}

/** Takes indexes and foreign keys off the big tables. Gives what puts them back. */
async function dropIndexes(client: PoolClient): Promise<() => Promise<void>> {
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(
    `select k.conrelid::regclass::text as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k where k.contype = 'f' and (k.conrelid = any ($1::regclass[]) or k.confrelid = any ($1::regclass[]))`,
    [big],
  );
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
     where i.indrelid = any ($1::regclass[]) and not i.indisprimary`,
    [big],
  );
  for (const key of keys) await client.query(`alter table ${key.table} drop constraint "${key.name}"`);
  for (const index of indexes) await client.query(`drop index ${index.name}`);
  return async () => {
    await client.query("set maintenance_work_mem = '512MB'");
    for (const index of indexes) await client.query(index.definition);
    for (const key of keys)
      await client.query(`alter table ${key.table} add constraint "${key.name}" ${key.definition}`);
  };
}
