import type { ResponseOf, Routes } from '@shouwen/api';
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../context.ts';
import { requirePermission } from '../people/viewer.ts';
import type { Tx } from '../tables.ts';
import { defaultCountry } from './contacts.ts';
import { topsOf } from './merged-customers.ts';
import { pairs, similarEnough, similarity } from './name-similarity.ts';
import { foldName, isPhone, lastFour, normaliseEmail, normalisePhone } from './normalise.ts';
import { openTicketsOf } from './open-tickets.query.ts';
import { customersWhere } from './policy.ts';
import { summariesOf } from './summaries.query.ts';

type Match = ResponseOf<Routes['matchCustomers']>['items'][number];
interface Hit {
  id: string;
  reason: Match['reason'];
  /** the higher, the surer */
  score: number;
}

const shown = 10;
const candidates = 200; // names that are looked at more closely

/**
 * Who may be meant by a name, a mail address and a phone number: the same address first, then the same number, then the
 * same last four digits under a similar name, then a similar name. Only customers that the viewer may see.
 */
export async function matchCustomers(
  tx: Tx,
  context: Context,
  input: { name?: string | undefined; email?: string | undefined; phone?: string | undefined },
): Promise<{ items: Match[] }> {
  requirePermission(context, 'customer.read');
  const name = foldName(input.name ?? '');
  const hits = [
    ...(input.email ? await byEmail(tx, context, normaliseEmail(input.email)) : []),
    ...(input.phone ? await byPhone(tx, context, input.phone, name) : []),
    ...(await byName(tx, context, name)),
  ];
  const tops = await topsOf(
    tx,
    context,
    hits.map((hit) => hit.id),
  );
  const best = new Map<string, Hit>();
  for (const hit of hits) {
    const id = tops.get(hit.id) ?? hit.id;
    if ((best.get(id)?.score ?? 0) < hit.score) best.set(id, { ...hit, id });
  }
  const visible = await visibleOf(tx, context, [...best.keys()]);
  const ranked = [...best.values()]
    .filter((hit) => visible.has(hit.id))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1))
    .slice(0, shown);
  const ids = ranked.map((hit) => hit.id);
  const [summaries, openTickets] = [
    await summariesOf(tx, context, ids),
    await openTicketsOf(tx, context, ids),
  ];
  return {
    items: ranked.flatMap(({ id, reason }) => {
      const summary = summaries.get(id);
      return summary ? [{ ...summary, reason, open_tickets: openTickets.get(id) ?? 0 }] : [];
    }),
  };
}

async function byEmail(tx: Tx, context: Context, email: string): Promise<Hit[]> {
  const rows = await tx
    .selectFrom('customer_contact')
    .select('customer_id')
    .where('org_id', '=', context.org)
    .where('kind', '=', 'email')
    .where('normalised', '=', email)
    .execute();
  return rows.map((row) => ({ id: row.customer_id, reason: 'email', score: 4 }));
}

/** The same number (an extension aside); the same last four digits only of somebody with a similar name. */
async function byPhone(tx: Tx, context: Context, given: string, name: string): Promise<Hit[]> {
  const [main = ''] = normalisePhone(given, defaultCountry(context)).split(';');
  if (!isPhone(main)) return [];
  const { rows } = await sql<{ id: string; name: string; same: boolean }>`
    select c.id, c.name_folded as name, split_part(k.normalised, ';', 1) = ${main} as same
    from customer_contact k join customer c on c.org_id = k.org_id and c.id = k.customer_id
    where k.org_id = ${context.org} and k.kind = 'phone' and k.last4 = ${lastFour(main)}
    order by same desc, c.id desc limit ${candidates}`.execute(tx);
  return rows.flatMap(({ id, name: other, same }): Hit[] => {
    const alike = similarity(name, other);
    if (!same && alike < similarEnough) return [];
    return [{ id, reason: 'phone', score: (same ? 3 : 2) + alike / 2 }];
  });
}

async function byName(tx: Tx, context: Context, name: string): Promise<Hit[]> {
  const tests = nameTests(name);
  if (tests.length === 0) return [];
  const ways = tests.map(
    (test) => sql`(select c.id, c.name_folded as name from customer c
      where c.org_id = ${context.org} and ${test} order by c.id desc limit ${candidates})`,
  );
  const { rows } = await sql<{ id: string; name: string }>`${sql.join(ways, sql` union `)}`.execute(tx);
  return rows
    .map((row): Hit => ({ id: row.id, reason: 'name', score: similarity(name, row.name) }))
    .filter((hit) => hit.score >= similarEnough);
}

/**
 * Ways in which a similar name can be found by an index (customer_name_grams, customer_name): it has all of this one, or
 * one half of it untouched by a slip of the pen, or is a part of it.
 */
function nameTests(name: string): RawBuilder<boolean>[] {
  const all = pairs(name);
  if (all.length === 0) return [];
  const half = Math.floor(all.length / 2);
  const parts = all.length < 4 ? [all] : [all.slice(0, half), all.slice(half)];
  const ofWords = name.split(' ').flatMap(pairs); // in whatever order the words stand
  return [
    ...[...parts, ofWords]
      .filter((part) => part.length > 0)
      .map((part) => sql<boolean>`grams(c.name_folded) @> ${part}::text[]`),
    sql<boolean>`c.name_folded = any(${partsOf(name)}::text[])`,
  ];
}

/** The names that stand within a name: runs of its words, or of its characters where words have no spaces. */
function partsOf(name: string): string[] {
  const [pieces, glue] =
    name.includes(' ') || !/[\u2e80-\u{10ffff}]/u.test(name) ? [name.split(' '), ' '] : [[...name], ''];
  const short = pieces.slice(0, 30);
  return short
    .flatMap((_, from) =>
      short.slice(from).map((__, length) => short.slice(from, from + length + 1).join(glue)),
    )
    .filter((part) => [...part].length > 1);
}

async function visibleOf(tx: Tx, context: Context, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .selectFrom('customer as c')
    .select('c.id')
    .where('c.org_id', '=', context.org)
    .where('c.id', 'in', [...ids])
    .where(customersWhere(context))
    .execute();
  return new Set(rows.map((row) => row.id));
}
