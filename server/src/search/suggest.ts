import type { Suggestion } from '@shouwen/api';
import { always } from '@shouwen/conditions';
import { type Clause, clauseOf, foldTag, tagClause, termsOf } from '@shouwen/search';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { customersWhere } from '../customers/policy.ts';
import { searchTerms } from '../customers/search-terms.ts';
import { can } from '../people/viewer.ts';
import type { Tx } from '../tables.ts';
import { ticketsWhere } from '../tickets/policy.ts';
import { findTickets } from './find-tickets.ts';

const most = 8;
const mostTickets = 4;
const mostOthers = 3; // customers, and tags
const longest = 100; // UTF-16 units of what was typed

/**
 * What a viewer may be about to type: tickets by number and by words of the subject, customers by name and address, tags
 * that stand on tickets that the viewer may see. At most eight, numbers first. After a key (`tag:`, `from:`, `subject:`)
 * only what may follow it.
 */
export async function suggest(tx: Tx, context: Context, typed: string): Promise<Suggestion[]> {
  const text = typed
    .slice(0, longest)
    .replace(/[\0\p{Cs}]/gu, ' ')
    .trim();
  if (text === '') return [];
  const last = termsOf(text).at(-1);
  if (last?.key === 'tag') return tagsLike(tx, context, last.value);
  if (last?.key === 'from') return customersLike(tx, context, last.value);
  if (last?.key === 'subject') return bySubject(tx, context, last.value, mostTickets);
  if (last?.key) return [];
  const numbers = await byNumber(tx, context, text);
  const tickets = await bySubject(tx, context, text, mostTickets - numbers.length);
  const customers = await customersLike(tx, context, text);
  const tags = await tagsLike(tx, context, text);
  const known = new Set(numbers.map((ticket) => ticket.number));
  return [...numbers, ...tickets.filter((ticket) => !known.has(ticket.number)), ...customers, ...tags].slice(
    0,
    most,
  );
}

type TicketSuggestion = Extract<Suggestion, { kind: 'ticket' }>;

/** The ticket of that number, and the newest of those that begin with it (index ticket_by_number). */
async function byNumber(tx: Tx, context: Context, text: string): Promise<TicketSuggestion[]> {
  const digits = /^#?(\d{1,12})$/.exec(text.normalize('NFKC'))?.[1];
  if (!digits || digits.startsWith('0')) return [];
  const ranges = Array.from({ length: 13 - digits.length }, (_, more) => [
    Number(digits) * 10 ** more,
    (Number(digits) + 1) * 10 ** more - 1,
  ]);
  const { rows } = await sql<{
    number: number;
    subject: string;
    status_category: TicketSuggestion['status_category'];
  }>`
    select t.number, t.subject, t.status_category
    from unnest(${ranges.map(([from]) => from)}::bigint[], ${ranges.map(([, to]) => to)}::bigint[]) as range (low, high)
    cross join lateral (
      select * from ticket t where t.org_id = ${context.org} and t.number between range.low and range.high
        and ${ticketsWhere(context)}
      order by t.number desc limit 2
    ) t
    order by t.number = ${Number(digits)} desc, t.number desc limit 3`.execute(tx);
  return rows.map((row) => ({ kind: 'ticket', ...row }));
}

async function bySubject(tx: Tx, context: Context, text: string, limit: number): Promise<TicketSuggestion[]> {
  const words = text.split(/\s+/).slice(0, 6);
  const clauses = words.flatMap((word, index): Clause[] => {
    const clause = clauseOf(word, { space: 'subject', unfinished: index === words.length - 1 });
    return clause ? [clause] : [];
  });
  if (clauses.length === 0 || limit <= 0) return [];
  const { rows } = await findTickets(tx, context, { clauses, condition: always, limit });
  return rows.map(({ number, subject, status_category }) => ({
    kind: 'ticket',
    number,
    subject,
    status_category,
  }));
}

/** Customers with this in their name or mail address, or with this number (indexes customer_name_grams, customer_contact_…). */
async function customersLike(tx: Tx, context: Context, text: string): Promise<Suggestion[]> {
  const terms =
    can(context.viewer, 'customer.read') && [...text].length > 1 ? searchTerms(context, text) : null;
  if (!terms) return [];
  const listed = sql<boolean>`c.org_id = ${context.org} and c.merged_into_id is null and ${customersWhere(context)}`;
  const columns = sql`c.id, c.name, c.kind`;
  const byName = sql<CustomerHit>`
    select ${columns}, null as address from customer c where ${listed} and ${terms.name} limit ${mostOthers}`;
  const byAddress = sql<CustomerHit>`
    select ${columns}, k.value as address
    from customer_contact k join customer c on c.org_id = k.org_id and c.id = k.customer_id
    where k.org_id = ${context.org} and ${listed} and ${terms.contact ?? sql`false`} limit ${mostOthers}`;
  const found = [
    ...(await byName.execute(tx)).rows,
    ...(terms.contact ? (await byAddress.execute(tx)).rows : []),
  ];
  const once = new Map(found.reverse().map((row) => [row.id, row]));
  return [...once.values()]
    .reverse()
    .slice(0, mostOthers)
    .map(({ address, ...customer }) => ({ kind: 'customer', customer, address }));
}
interface CustomerHit {
  id: string;
  name: string;
  kind: 'person' | 'organisation';
  address: string | null;
}

/** Tags that begin like this and stand on a ticket that the viewer may see (the primary key of search_tag). */
async function tagsLike(tx: Tx, context: Context, text: string): Promise<Suggestion[]> {
  const folded = foldTag(text);
  if (folded === '') return [];
  const rows = await tx
    .selectFrom('search_tag')
    .select(['folded', 'tag'])
    .where('org_id', '=', context.org)
    .where('folded', '>=', folded)
    .where('folded', '<', `${folded}\u{10ffff}`)
    .orderBy('folded')
    .orderBy('tag')
    .limit(3 * mostOthers)
    .execute();
  const tags: Suggestion[] = [];
  for (const { folded: whole, tag } of rows) {
    if (tags.length === mostOthers) break;
    if (tags.some((one) => one.kind === 'tag' && foldTag(one.tag) === whole)) continue;
    const clause = tagClause(whole, false);
    const seen =
      clause && (await findTickets(tx, context, { clauses: [clause], condition: always, limit: 1 }));
    if (seen && seen.rows.length > 0) tags.push({ kind: 'tag', tag });
  }
  return tags;
}
