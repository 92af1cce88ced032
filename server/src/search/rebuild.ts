import { sql } from 'kysely';
import type { App } from '../context.ts';
import type { Tx } from '../tables.ts';
import { tokeniserVersion } from './build-document.ts';
import { recountWords } from './count-words.ts';
import { Rank } from './due.ts';
import { beOnlyWriter, indexDue } from './index-due.ts';

const marking = 20_000;

/**
 * Marks every ticket to be written anew, also where nothing seems to have changed, and what stands for tickets that are
 * not there. What was searchable stays so meanwhile. Gives how many there are.
 */
export async function markAll(tx: Tx, org: number): Promise<number> {
  let last = '00000000-0000-0000-0000-000000000000';
  let total = 0;
  for (;;) {
    const { rows } = await sql<{ count: number; last: string | null }>`
      with next as (
        select id from (
          (select id from ticket where org_id = ${org} and id > ${last} order by id limit ${marking})
          union
          (select ticket_id from search_document where org_id = ${org} and ticket_id > ${last} order by ticket_id limit ${marking})
        ) as either order by id limit ${marking}
      ), marked as (
        insert into search_due (org_id, ticket_id, rank, anew)
        select ${org}::smallint, id, ${Rank.many}::smallint, true from next
        on conflict (org_id, ticket_id) do update set anew = true, next_at = null returning 1
      )
      select count(*) as count, max(id::text) as last from next`.execute(tx);
    const row = rows[0];
    if (!row?.last) return total;
    total += row.count;
    last = row.last;
  }
}

/**
 * Writes every document again, while everything runs: new changes come before the rest, in this and in every other
 * process. Goes on by itself in a running server when it is broken off. `onProgress` hears how many of how many are done.
 */
export async function rebuildSearch(
  app: App,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<number> {
  const total = await app.db.transaction().execute((tx) => startAnew(tx, app.org));
  onProgress(0, total);
  for (;;) {
    const written = await indexDue(app);
    const left = await dueCount(app);
    onProgress(Math.max(0, total - left), total);
    if (left === 0) break;
    // another process is at it: look again when it has done some
    if (written === 0) await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await app.db.transaction().execute(async (tx) => {
    await beOnlyWriter(tx, app.org, true);
    await recountWords(tx, app.org);
  });
  return total;
}

async function startAnew(tx: Tx, org: number): Promise<number> {
  await tx
    .insertInto('search_state')
    .values({ org_id: org, tokeniser: tokeniserVersion })
    .onConflict((clash) => clash.column('org_id').doUpdateSet({ tokeniser: tokeniserVersion }))
    .execute();
  return markAll(tx, org);
}

/** Documents that an older version of the product has written are written again; a new database has none. */
export async function rebuildForTokeniser(app: App): Promise<void> {
  await app.db.transaction().execute(async (tx) => {
    const state = await tx
      .selectFrom('search_state')
      .select('tokeniser')
      .where('org_id', '=', app.org)
      .forUpdate()
      .executeTakeFirst();
    if (state?.tokeniser === tokeniserVersion) return;
    const written = await tx
      .selectFrom('search_document')
      .select('ticket_id')
      .where('org_id', '=', app.org)
      .limit(1)
      .executeTakeFirst();
    if (written) {
      app.log.info('the documents of the search are written again for this version');
      await startAnew(tx, app.org);
      return;
    }
    await tx
      .insertInto('search_state')
      .values({ org_id: app.org, tokeniser: tokeniserVersion })
      .onConflict((clash) => clash.column('org_id').doUpdateSet({ tokeniser: tokeniserVersion }))
      .execute();
  });
}

async function dueCount(app: App): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from search_due where org_id = ${app.org} and failures = 0`.execute(app.db);
  return rows[0]?.count ?? 0;
}
