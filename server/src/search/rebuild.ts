import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { App } from '../context.ts';
import type { Tx } from '../tables.ts';
import { tokeniserVersion } from './build-document.ts';
import { recountWords } from './count-words.ts';
import { Rank } from './due.ts';
import { beOnlyWriter, indexDue } from './index-due.ts';

const portion = 20_000;
const lookAgain = 250; // ms, while another process is writing

/**
 * Writes every document again, also where nothing seems to have changed, and takes away those of tickets that are not
 * there. Everything goes on meanwhile: what was found is found, and new changes come before the rest. Broken off, it goes
 * on by itself in a running server. `onProgress` hears how many of how many are done. Gives how many there were.
 */
export async function rebuildSearch(
  app: App,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<number> {
  const total = await markAll(app);
  await noteTokeniser(app);
  for (let left = total; left > 0; ) {
    const written = await indexDue(app);
    if (written === 0) await sleep(lookAgain);
    left = written === 0 || left <= written ? await waiting(app) : left - written;
    onProgress(Math.max(0, total - left), total);
  }
  await app.db.transaction().execute(async (tx) => {
    await beOnlyWriter(tx, app.org, true);
    await recountWords(tx, app.org);
  });
  return total;
}

/** Documents that an older version of the product has written are written again; a new database has none. */
export async function rebuildForTokeniser(app: App): Promise<void> {
  const state = await app.db
    .selectFrom('search_state')
    .select('tokeniser')
    .where('org_id', '=', app.org)
    .executeTakeFirst();
  if (state?.tokeniser === tokeniserVersion) return;
  const written = await app.db
    .selectFrom('search_document')
    .select('ticket_id')
    .where('org_id', '=', app.org)
    .limit(1)
    .executeTakeFirst();
  if (written) {
    app.log.info('every document of the search is written again for this version of the product');
    await markAll(app);
  }
  await noteTokeniser(app);
}

async function noteTokeniser(app: App): Promise<void> {
  await app.db
    .insertInto('search_state')
    .values({ org_id: app.org, tokeniser: tokeniserVersion })
    .onConflict((clash) => clash.column('org_id').doUpdateSet({ tokeniser: tokeniserVersion }))
    .execute();
}

/** Marks every ticket, and what stands for tickets that are not there, in portions that hold nobody up. Gives how many. */
async function markAll(app: App): Promise<number> {
  let last = '00000000-0000-0000-0000-000000000000';
  let total = 0;
  for (;;) {
    const marked = await markPortion(app.db, app.org, last);
    if (marked.last === null) return total;
    total += marked.count;
    last = marked.last;
  }
}

async function markPortion(
  tx: Tx,
  org: number,
  after: string,
): Promise<{ count: number; last: string | null }> {
  const { rows } = await sql<{ count: number; last: string | null }>`
    with portion as (
      select id from (
        (select id from ticket where org_id = ${org} and id > ${after} order by id limit ${portion})
        union
        (select ticket_id from search_document where org_id = ${org} and ticket_id > ${after} order by ticket_id limit ${portion})
      ) as either order by id limit ${portion}
    ), marked as (
      insert into search_due (org_id, ticket_id, rank, anew)
      select ${org}::smallint, id, ${Rank.many}::smallint, true from portion
      on conflict (org_id, ticket_id) do update set anew = true, next_at = null returning 1
    )
    select count(*) as count, max(id::text) as last from portion`.execute(tx);
  return rows[0] ?? { count: 0, last: null };
}

/** How many are still to be written; what could not be written is tried again later, and not waited for. */
async function waiting(app: App): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from search_due where org_id = ${app.org} and failures = 0`.execute(app.db);
  return rows[0]?.count ?? 0;
}
