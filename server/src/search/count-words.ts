import { sql } from 'kysely';
import type { Tx } from '../tables.ts';

/** Words are counted in the documents of every so many-th ticket: enough to tell common ones from rare ones. */
export const sampling = 256;

/** Whether a ticket's document is one of those: by the last byte of its id, which is random. */
export const isSampled = (ticket: string): boolean => ticket.endsWith('00');

/** Keeps the counts of words true to documents that are about to be replaced; the removed ones must still stand. */
export async function countWords(
  tx: Tx,
  org: number,
  {
    added,
    removed,
  }: {
    added: readonly { ticket: string; words: string }[];
    removed: readonly { ticket_id: string; part: number }[];
  },
): Promise<void> {
  const texts = added.filter((one) => isSampled(one.ticket)).map((one) => one.words);
  const old = removed.filter((one) => isSampled(one.ticket_id));
  if (texts.length === 0 && old.length === 0) return;
  await sql`
    insert into search_word (org_id, word, documents)
    select ${org}::smallint, word, sum(n)::int from (
      select '' as word, ${texts.length - old.length}::int as n
      union all
      select unnest(tsvector_to_array(words::tsvector)), 1 from unnest(${texts}::text[]) as made (words)
      union all
      select unnest(tsvector_to_array(d.words)), -1
      from unnest(${old.map((one) => one.ticket_id)}::uuid[], ${old.map((one) => one.part)}::smallint[]) as o (id, part)
      join search_document d on d.org_id = ${org} and d.ticket_id = o.id and d.part = o.part
    ) as each group by word having sum(n) <> 0 order by word
    on conflict (org_id, word) do update set documents = search_word.documents + excluded.documents`.execute(
    tx,
  );
}

/** Counts them anew. No document may be written meanwhile. */
export async function recountWords(tx: Tx, org: number): Promise<void> {
  await tx.deleteFrom('search_word').where('org_id', '=', org).execute();
  await sql`
    insert into search_word (org_id, word, documents)
    select ${org}::smallint, word, count(*) from (
      select '' as word from search_document where org_id = ${org} and right(ticket_id::text, 2) = '00'
      union all
      select unnest(tsvector_to_array(words)) from search_document
      where org_id = ${org} and right(ticket_id::text, 2) = '00'
    ) as each group by word`.execute(tx);
}
