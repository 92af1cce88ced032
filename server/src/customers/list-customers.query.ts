import type { CustomerKind } from '@shouwen/api';
import { allOf, type Condition } from '@shouwen/conditions';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { requirePermission } from '../people/viewer.ts';
import { decodeCursor, encodeCursor, pageOf } from '../platform/cursor.ts';
import type { Tx } from '../tables.ts';
import { customersWhere } from './policy.ts';
import { type SearchTerms, searchTerms } from './search-terms.ts';
import { type Summary, summariesOf } from './summaries.query.ts';

interface Query {
  limit: number;
  cursor?: string | undefined;
  q?: string | undefined;
  kind?: z.output<typeof CustomerKind> | undefined;
}

/**
 * A page of the customers that the viewer may see, newest first. With `q` those that have it in their name, mail address
 * or phone, themselves or in a customer merged into them; merged ones do not stand in the list.
 */
export async function listCustomers(
  tx: Tx,
  context: Context,
  query: Query,
): Promise<{ items: Summary[]; next_cursor: string | null }> {
  requirePermission(context, 'customer.read');
  const terms = query.q === undefined ? null : searchTerms(context, query.q);
  const narrower: Condition[] = [{ field: 'merged', is: false }];
  if (query.kind) narrower.push({ field: 'kind', is: query.kind });
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor).id;
  // ids are made in order of time, so that they alone are the order, and the primary key answers for it
  const listed = sql<boolean>`c.org_id = ${context.org} and ${customersWhere(context, allOf(...narrower))}
    and ${after === null ? sql`true` : sql`c.id < ${after}`}`;
  const count = query.limit + 1;
  const ids = terms
    ? found(context, terms, listed, count)
    : sql<Hit>`
    select c.id from customer c where ${listed} order by c.id desc limit ${count}`;
  const hits = await ids.execute(tx);
  const { rows, next_cursor } = pageOf(hits.rows, query.limit, (row) => encodeCursor(null, row.id));
  const summaries = await summariesOf(
    tx,
    context,
    rows.map((row) => row.id),
  );
  return { items: rows.flatMap((row) => summaries.get(row.id) ?? []), next_cursor };
}

interface Hit {
  id: string;
}

/** Each way to be found is a query of its own with its own index and bound: joined by `or` they would read every customer. */
function found(
  context: Context,
  { name, reference, contact }: SearchTerms,
  listed: RawBuilder<boolean>,
  count: number,
): RawBuilder<Hit> {
  const newest = sql`order by c.id desc limit ${count}`;
  const ofContact = sql`k.org_id = ${context.org} and k.customer_id = c.id`;
  const merged = sql`
    with recursive way (id, further) as (
      select c.id, c.merged_into_id from customer c
      where c.org_id = ${context.org} and c.merged_into_id is not null and (${name} or ${reference}
        ${contact ? sql`or exists (select from customer_contact k where ${ofContact} and ${contact})` : sql``})
      union
      select c.id, c.merged_into_id from customer c join way on c.id = way.further where c.org_id = ${context.org}
    )
    select c.id from way join customer c on c.id = way.id where ${listed}`;
  const ways = [
    sql`select c.id from customer c where ${listed} and ${name} ${newest}`,
    sql`select c.id from customer c where ${listed} and ${reference}`,
    merged,
    ...(contact
      ? [
          sql`select distinct c.id from customer_contact k join customer c on ${ofContact} where ${listed} and ${contact} ${newest}`,
        ]
      : []),
  ];
  return sql<Hit>`select id from (${sql.join(
    ways.map((way) => sql`(${way})`),
    sql` union `,
  )}) hit order by id desc limit ${count}`;
}
