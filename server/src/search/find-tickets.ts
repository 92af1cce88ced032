import type { Condition } from '@shouwen/conditions';
import { type Clause, isOrdered, quoted, severalParts, tsquery } from '@shouwen/search';
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../context.ts';
import { decodeCursor, encodeCursor } from '../platform/cursor.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from '../tickets/find-ticket.ts';
import { ticketsWhere } from '../tickets/policy.ts';
import { chooseWay, goOnWalking } from './choose-way.ts';
import { estimate } from './estimate.query.ts';

export interface Search {
  clauses: readonly Clause[];
  /** what narrows the list beside the words */
  condition: Condition;
  limit: number;
  cursor?: string | undefined;
  /** how many tickets the walk looks at first; tests take fewer */
  firstWindow?: number;
}
export interface FoundPage {
  rows: TicketRow[];
  next_cursor: string | null;
}
/** Where a page goes on: after the ticket with this last activity and id. */
interface Position {
  at: Date;
  id: string;
}
interface Found {
  row: TicketRow;
  at: Date;
}
interface Run {
  tx: Tx;
  context: Context;
  /** the rarest first */
  clauses: readonly Clause[];
  limit: number;
  firstWindow: number;
  /** the access policy and the condition, over `ticket t` */
  visible: RawBuilder<boolean>;
  /** whether the document of `ticket t` answers all clauses */
  answers: RawBuilder<boolean>;
}

/**
 * A page of the tickets that the viewer may see and whose documents answer every clause, newest activity first.
 */
export async function findTickets(tx: Tx, context: Context, search: Search): Promise<FoundPage> {
  const common = await estimate(tx, context.org, search.clauses);
  const clauses = rarestFirst(search.clauses, common?.shares);
  const run: Run = {
    tx,
    context,
    clauses,
    limit: search.limit,
    firstWindow: search.firstWindow ?? 1_000,
    visible: ticketsWhere(context, search.condition),
    answers: answersOf(clauses),
  };
  const given = search.cursor === undefined ? null : decodeCursor(search.cursor);
  const after = given ? { at: given.at ?? new Date(0), id: given.id } : null;
  const way = chooseWay({
    estimate: common,
    not: search.clauses.map((clause) => clause.not),
    limit: search.limit,
  });
  return page(run, way.by === 'index' ? await throughIndex(run, after) : await walk(run, after, way.index));
}

function rarestFirst(clauses: readonly Clause[], shares: readonly number[] = []): Clause[] {
  const order = [...clauses.keys()].sort((a, b) => (shares[a] ?? 0) - (shares[b] ?? 0));
  return order.flatMap((index) => clauses[index] ?? []);
}

/**
 * Whether the document of `ticket t` answers every clause. Of a document in several parts each clause may be answered by
 * another part; a single part is looked into once for all of them.
 */
function answersOf(clauses: readonly Clause[]): RawBuilder<boolean> {
  const all = clauses.map((clause) => tsquery(clause, false)).join(' & ');
  const each = clauses.map((clause) => {
    const stands = sql`coalesce(bool_or(d.words @@ ${tsquery({ ...clause, not: false }, false)}::tsquery) filter (where d.parts > 1), false)`;
    return clause.not ? sql`not ${stands}` : stands;
  });
  return sql<boolean>`(
    select coalesce(bool_or(d.words @@ ${all}::tsquery) filter (where d.parts = 1), false)
      or (coalesce(bool_or(d.parts > 1), false) and ${sql.join(each, sql` and `)})
    from search_document d where d.org_id = t.org_id and d.ticket_id = t.id)`;
}

/**
 * Through the index search_document_words, which knows nothing of the order of words; then, from the newest on and until
 * the page is full, the ticket with the policy, and the order of words where it matters. First only for the newest of
 * what was found, which saves sorting all of it: mostly they fill the page.
 */
async function throughIndex(run: Run, after: Position | null): Promise<Found[]> {
  for (const window of [20 * (run.limit + 1), 200 * (run.limit + 1), null]) {
    const { candidates, found } = await indexWindow(run, after, window);
    if (found.length > run.limit || window === null || candidates < window) return found;
  }
  return [];
}

async function indexWindow(
  { tx, context, clauses, limit, visible, answers }: Run,
  after: Position | null,
  window: number | null,
): Promise<{ candidates: number; found: Found[] }> {
  const ordered = clauses.some(isOrdered);
  const exact = ordered ? answers : clauses.length > 1 ? sql`(f.parts = 1 or ${answers})` : sql`true`;
  const { rows } = await sql<TicketRow & { candidates: number; found_at: Date | null }>`
    with found as materialized (
      select ticket_id, activity_at, parts from search_document
      where org_id = ${context.org} and words @@ ${looseOf(clauses)}::tsquery
        and ${after ? sql`(activity_at, ticket_id) < (${after.at}, ${after.id})` : sql`true`}
      order by activity_at desc, ticket_id desc limit ${window}
    )
    select c.candidates, page.* from (select count(*) as candidates from found) c left join lateral (
      select t.*, f.activity_at as found_at
      from (select distinct activity_at, ticket_id, parts from found order by activity_at desc, ticket_id desc offset 0) f
      cross join lateral (
        select t.* from ticket t
        where t.org_id = ${context.org} and t.id = f.ticket_id and ${visible} and ${exact} offset 0
      ) t
      order by f.activity_at desc, f.ticket_id desc limit ${limit + 1}
    ) page on true order by page.found_at desc, page.id desc`.execute(tx);
  const found = rows.flatMap(({ candidates: _, found_at, ...row }) =>
    found_at ? [{ row, at: found_at }] : [],
  );
  return { candidates: rows[0]?.candidates ?? 0, found };
}

function page({ limit }: Run, found: readonly Found[]): FoundPage {
  const last = found[limit - 1];
  return {
    rows: found.slice(0, limit).map(({ row }) => row),
    next_cursor: found.length > limit && last ? encodeCursor(last.at, last.row.id) : null,
  };
}

/** What the index can answer for: the words of all clauses, or, of a document in several parts, those of the rarest. */
function looseOf(clauses: readonly Clause[]): string {
  const wanted = clauses.filter((clause) => !clause.not);
  const unwanted = clauses.filter((clause) => clause.not && !isOrdered(clause));
  const all = [...wanted, ...unwanted].map((clause) => tsquery(clause, true)).join(' & ');
  const [one] = wanted;
  if (!one || clauses.length === 1) return all;
  return `(${all}) | (${quoted(severalParts)} & ${tsquery(one, true)})`;
}

/**
 * From the newest ticket on, each that the viewer may see looked into, window by window (index ticket_by_activity). Where
 * words that are common turn out to be rare among what the viewer may see, the rest goes through the index; `index` is
 * what that would cost, in ms.
 */
async function walk(run: Run, after: Position | null, index: number): Promise<Found[]> {
  const { tx, context, visible, answers, limit } = run;
  const found: Found[] = [];
  const began = performance.now();
  let from = after;
  for (let size = run.firstWindow; ; size *= 4) {
    const edge = await edgeOf(run, from, size);
    const { rows } = await sql<TicketRow>`
      select t.* from ticket t
      where t.org_id = ${context.org}
        and ${from ? sql`(t.last_activity_at, t.id) < (${from.at}, ${from.id})` : sql`true`}
        and ${edge ? sql`(t.last_activity_at, t.id) >= (${edge.at}, ${edge.id})` : sql`true`}
        and ${visible} and ${answers}
      order by t.last_activity_at desc, t.id desc limit ${limit + 1 - found.length}`.execute(tx);
    found.push(...rows.map((row) => ({ row, at: row.last_activity_at })));
    if (found.length > limit || !edge) return found;
    from = edge;
    const walked = { time: performance.now() - began, rows: found.length, missing: limit + 1 - found.length };
    if (!goOnWalking(walked, index)) break;
  }
  return [...found, ...(await throughIndex({ ...run, limit: limit - found.length }, from))];
}

/** The ticket that ends a window of so many from a position on; null when there are fewer. */
async function edgeOf({ tx, context }: Run, from: Position | null, size: number): Promise<Position | null> {
  const { rows } = await sql<Position>`
    select t.last_activity_at as at, t.id from ticket t
    where t.org_id = ${context.org} and ${from ? sql`(t.last_activity_at, t.id) < (${from.at}, ${from.id})` : sql`true`}
    order by t.last_activity_at desc, t.id desc offset ${size - 1} limit 1`.execute(tx);
  return rows[0] ?? null;
}
