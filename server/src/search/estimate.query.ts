import type { Clause } from '@shouwen/search';
import { sql } from 'kysely';
import type { Tx } from '../tables.ts';
import { sampling } from './count-words.ts';

/** How common a search is, as far as the counted words tell. */
export interface Estimate {
  /** parts of documents that there are */
  documents: number;
  /** for each clause the share of them that answer it, at most */
  shares: number[];
}

// With fewer counted documents than this, every way of searching is fast.
const fewest = 16;

/** Looks up how common the words of the clauses are (the primary key of search_word); null when too little was counted to tell. */
export async function estimate(tx: Tx, org: number, clauses: readonly Clause[]): Promise<Estimate | null> {
  const elements = clauses.flatMap((clause) => clause.chains.flat());
  const words = elements.filter((element) => !element.prefix).flatMap((element) => element.any);
  const prefixes = elements.filter((element) => element.prefix).flatMap((element) => element.any);
  const { rows } = await sql<{ word: string; prefix: boolean; documents: number }>`
    select word, false as prefix, documents from search_word
    where org_id = ${org} and word = any(${['', ...words]}::text[])
    union all
    select given.word, true, coalesce((
      select sum(w.documents) from search_word w
      where w.org_id = ${org} and w.word >= given.word collate "C" and w.word < (given.word || chr(1114111)) collate "C"), 0)
    from unnest(${prefixes}::text[]) as given (word)`.execute(tx);
  const counted = rows.find((row) => row.word === '' && !row.prefix)?.documents ?? 0;
  if (counted < fewest) return null;
  const share = (word: string, prefix: boolean) =>
    (rows.find((row) => row.word === word && row.prefix === prefix)?.documents ?? 0) / counted;
  const shareOf = (clause: Clause) =>
    Math.min(
      1,
      sum(
        clause.chains.map((chain) =>
          Math.min(...chain.map((element) => sum(element.any.map((word) => share(word, element.prefix))))),
        ),
      ),
    );
  return {
    documents: counted * sampling,
    // what was not met in the sample is taken to stand in half of what one hit would mean
    shares: clauses.map((clause) => Math.max(shareOf(clause), 0.5 / counted)),
  };
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
