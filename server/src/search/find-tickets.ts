import type { Condition } from '@shouwen/conditions';
import { type Clause, isOrdered, quoted, severalParts, tsquery } from '@shouwen/search';
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../context.ts';
import { decodeCursor, encodeCursor } from '../platform/cursor.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from '../tickets/find-ticket.ts';
import { ticketsWhere } from '../tickets/policy.ts';
import { chooseWay } from './choose-way.ts';
import { estimate } from './estimate.query.ts';

export interface Search {
  clauses: readonly Clause[];
  /** what narrows the list beside the words */
  condition: Condition;
  limit: number;
  cursor?: string | undefined;
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
interface Run {
  tx: Tx;
  context: Context;
  search: Search;
  /** the access policy and the condition, over `ticket t` */
  visible: RawBuilder<boolean>;
  /** whether the document of `ticket t` answers all clauses */
  answers: RawBuilder<boolean>;
}

/**
 * A page of the tickets that the viewer may see and whose documents answer every clause, newest activity first. A page
 * may be shorter than asked for although more follow, when very much had to be looked through for it.
 */
export async function findTickets(tx: Tx, context: Context, search: Search): Promise<FoundPage> {
  const run: Run = {
    tx,
    context,
    search,
    visible: ticketsWhere(context, search.condition),
    answers: answersOf(search.clauses),
  };
  const given = search.cursor === undefined ? null : decodeCursor(search.cursor);
  const after = given ? { at: given.at ?? new Date(0), id: given.id } : null;
  const way = chooseWay({
    estimate: await estimate(tx, context.org, search.clauses),
    not: search.clauses.map((clause) => clause.not),
    limit: search.limit,
  });
  return way === 'index' ? throughIndex(run, after, []) : walk(run, after);
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
 * Every document with the words, through the index search_document_words, which knows nothing of their order; then,
 * from the newest on and until the page is full, the ticket with the policy, and the order of words where it matters.
 */
async function throughIndex(run: Run, after: Position | null, before: TicketRow[]): Promise<FoundPage> {
  const { tx, context, search } = run;
  const ordered = search.clauses.some(isOrdered);
  const exact = ordered
    ? run.answers
    : search.clauses.length > 1
      ? sql`(f.parts = 1 or ${run.answers})`
      : sql`true`;
  const { rows } = await sql<TicketRow & { found_at: Date }>`
    with found as materialized (
      select distinct ticket_id, activity_at, parts from search_document
      where org_id = ${context.org} and words @@ ${looseOf(search.clauses)}::tsquery
    )
    select t.*, f.activity_at as found_at
    from (
      select * from found where ${after ? sql`(activity_at, ticket_id) < (${after.at}, ${after.id})` : sql`true`}
      order by activity_at desc, ticket_id desc offset 0
    ) f cross join lateral (
      select t.* from ticket t
      where t.org_id = ${context.org} and t.id = f.ticket_id and ${run.visible} and ${exact} offset 0
    ) t
    order by f.activity_at desc, f.ticket_id desc limit ${search.limit + 1 - before.length}`.execute(tx);
  const found = rows.map(({ found_at, ...row }) => ({ row: row as TicketRow, at: found_at }));
  return page(run, [...before.map((row) => ({ row, at: row.last_activity_at })), ...found]);
}

function page({ search }: Run, found: { row: TicketRow; at: Date }[]): FoundPage {
  const shown = found.slice(0, search.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(({ row }) => row),
    next_cursor: found.length > search.limit && last ? encodeCursor(last.at, last.row.id) : null,
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

async function walk(run: Run, after: Position | null): Promise<FoundPage> {
  const { tx, context, search } = run;
  const rows: TicketRow[] = [];
  let from = after;
  for (let size = 2_000; ; size *= 4) {
    const edge = await edgeOf(run, from, size);
    const { rows: more } = await sql<TicketRow>`
      select t.* from ticket t -- index ticket_by_activity
      where t.org_id = ${context.org}
        and ${from ? sql`(t.last_activity_at, t.id) < (${from.at}, ${from.id})` : sql`true`}
        and ${edge ? sql`(t.last_activity_at, t.id) >= (${edge.at}, ${edge.id})` : sql`true`}
        and ${run.visible} and ${run.answers}
      order by t.last_activity_at desc, t.id desc limit ${search.limit + 1 - rows.length}`.execute(tx);
    rows.push(...more);
    if (rows.length > search.limit || !edge) break;
    from = edge;
  }
  return page(
    run,
    rows.map((row) => ({ row, at: row.last_activity_at })),
  );
}

/** The ticket that ends a window of so many from a position on; null when there are fewer. */
async function edgeOf({ tx, context }: Run, from: Position | null, size: number): Promise<Position | null> {
  const { rows } = await sql<Position>`
    select t.last_activity_at as at, t.id from ticket t
    where t.org_id = ${context.org} and ${from ? sql`(t.last_activity_at, t.id) < (${from.at}, ${from.id})` : sql`true`}
    order by t.last_activity_at desc, t.id desc offset ${size - 1} limit 1`.execute(tx);
  return rows[0] ?? null;
}
