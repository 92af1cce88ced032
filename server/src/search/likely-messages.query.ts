import { type Chain, type Clause, wordOf } from '@shouwen/search';
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';

/** The message of a ticket in which the words of a query seem to stand. */
export interface LikelyMessage {
  ticket: string;
  in: 'note' | 'message';
  message: string;
  text: string;
}

/**
 * For each ticket the newest message in which most clauses seem to stand, by a look for letters that knows little of words: of
 * spellings only small letters, capitals and one capital in front. So that only one message of each ticket is read, and that one
 * with care. `newest` messages of each are looked at, and `longest` characters given.
 */
export async function likelyMessages(
  tx: Tx,
  context: Context,
  ticketIds: readonly string[],
  clauses: readonly Clause[],
  { newest, longest }: { newest: number; longest: number },
): Promise<LikelyMessage[]> {
  const hits = sql.join(
    clauses.map((clause) => sql`(${anyChain(clause)})::int`),
    sql` + `,
  );
  const { rows } = await sql<LikelyMessage>`
    with recursive family (root, id) as (
      select id, id from ticket where org_id = ${context.org} and id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(ticketIds)}::jsonb))
      union
      select family.root, source.id from ticket source join family on source.merged_into_id = family.id
      where source.org_id = ${context.org}
    )
    select distinct on (root) root as ticket, case kind when 'note' then 'note' else 'message' end as "in", id as message,
      left(body, ${longest}) as text
    from (
      select f.root, m.*, ${hits} as hits from family f cross join lateral (
        select id, kind, body, at from message -- index message_by_ticket
        where org_id = ${context.org} and ticket_id = f.id order by at desc, id desc limit ${newest}
      ) m
    ) looked where hits > 0 order by root, hits desc, at desc`.execute(tx);
  return rows;
}

function anyChain({ chains }: Clause): RawBuilder<boolean> {
  return sql.join(chains.map(wholeChain), sql` or `);
}

function wholeChain(chain: Chain): RawBuilder<boolean> {
  const elements = chain.map(({ any }) => {
    const patterns = any.flatMap((lexeme) => spellings(wordOf(lexeme))).map((word) => `%${escaped(word)}%`);
    return sql`body like any (${patterns}::text[])`;
  });
  return sql`(${sql.join(elements, sql` and `)})`;
}

function spellings(word: string): string[] {
  return [...new Set([word, word.toUpperCase(), word.slice(0, 1).toUpperCase() + word.slice(1)])];
}

const escaped = (word: string) => word.replace(/[\\%_]/g, '\\$&');
