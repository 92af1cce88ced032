import { sql } from 'kysely';
import type { Tx } from '../tables.ts';
import { tokeniserVersion } from './build-document.ts';
import { pendingTickets } from './pending.query.ts';
import { sourcesOf } from './sources.query.ts';
import { type Part, partsOf } from './write-documents.ts';

const batchSize = 200;

/**
 * Makes the document of every ticket anew and holds it against the one that stands: words with their places, digest and
 * moment; and looks for documents of what is no ticket of its own. Tickets that the search has not come to yet are left
 * out, and so is everything while an older version's documents are being written again. Gives how many were looked at.
 */
export async function verifySearch(tx: Tx, org: number, report: (what: string) => void): Promise<number> {
  const state = await tx
    .selectFrom('search_state')
    .select('tokeniser')
    .where('org_id', '=', org)
    .executeTakeFirst();
  const pending = await pendingTickets(tx, org);
  if (pending === null || (state && state.tokeniser !== tokeniserVersion)) return 0;
  let last = '00000000-0000-0000-0000-000000000000';
  let looked = 0;
  for (;;) {
    const rows = await nextTickets(tx, org, last);
    const end = rows.at(-1);
    if (!end) return looked;
    const settled = rows.filter((row) => !pending.has(row.id));
    const own = settled.filter((row) => row.number !== null && !row.merged).map((row) => row.id);
    const parts = (await sourcesOf(tx, org, own)).flatMap(partsOf);
    const names = new Map(
      rows.map((row) => [row.id, row.number === null ? `the ticket ${row.id}` : `#${row.number}`]),
    );
    for (const { ticket, what } of await differences(
      tx,
      org,
      parts,
      settled.map((row) => row.id),
    ))
      report(`${names.get(ticket)} ${sentences[what]}`);
    looked += own.length;
    last = end.id;
  }
}

const sentences = {
  missing: 'has a document that is not there, or not whole',
  surplus: 'has a document that it should not have',
  words: 'has a document that is not what its rows say',
  moment: 'stands in the search at another moment than that of its last activity',
};

/** Tickets and those for which documents stand, in order of id; without a number there is no such ticket. */
async function nextTickets(tx: Tx, org: number, after: string) {
  const { rows } = await sql<{ id: string; number: number | null; merged: boolean }>`
    select n.id, t.number, t.merged_into_id is not null as merged
    from (
      (select id from ticket where org_id = ${org} and id > ${after} order by id limit ${batchSize})
      union
      (select ticket_id from search_document where org_id = ${org} and ticket_id > ${after} order by ticket_id limit ${batchSize})
      order by id limit ${batchSize}
    ) n left join ticket t on t.org_id = ${org} and t.id = n.id
    order by n.id`.execute(tx);
  return rows;
}

/** For each ticket at most one thing in which its document differs from what it should be. */
async function differences(tx: Tx, org: number, parts: readonly Part[], tickets: readonly string[]) {
  const column = <T>(of: (part: Part) => T) => parts.map(of);
  const { rows } = await sql<{ ticket: string; what: keyof typeof sentences }>`
    with made as (
      select id, part, parts, at, digest, words::tsvector as words
      from unnest(${column((one) => one.ticket)}::uuid[], ${column((one) => one.part)}::smallint[],
        ${column((one) => one.parts)}::smallint[], ${column((one) => one.activityAt)}::timestamptz[],
        ${column((one) => one.digest)}::bytea[], ${column((one) => one.words)}::text[])
        as m (id, part, parts, at, digest, words)
    ), standing as (
      select * from search_document where org_id = ${org} and ticket_id = any(${[...tickets]}::uuid[])
    )
    select distinct on (ticket) ticket, what from (
      select coalesce(m.id, d.ticket_id) as ticket, case
        when d.ticket_id is null then 'missing'
        when m.id is null then 'surplus'
        when d.words is distinct from m.words or d.digest <> m.digest or d.parts <> m.parts then 'words'
        when date_trunc('milliseconds', d.activity_at) <> m.at then 'moment'
      end as what
      from made m full join standing d on d.ticket_id = m.id and d.part = m.part
    ) as each where what is not null order by ticket, what`.execute(tx);
  return rows;
}
