import { allOf, anyOf, type Condition, isNever, not, simplify, toSql } from '@shouwen/conditions';
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../context.ts';
import { fragment } from '../platform/sql.ts';
import type { Tx } from '../tables.ts';
import { fixedFields, ticketFields } from '../tickets/fields.ts';
import { outOfReach, ticketPolicy, ticketsWhere } from '../tickets/policy.ts';
import { type Cells, coarse, fine, isOfCells } from './cells.ts';

/** How many; `capped` when there are more than that. */
export interface Count {
  count: number;
  capped: boolean;
}

/** Where a live count stops. */
export const mostCounted = 999;

/**
 * How many tickets answer each condition among those that the viewer may see, in one query. A condition over fields of
 * the cells is summed up and exact; any other is counted live, up to `most`. Merged tickets stand in no list and
 * are not counted.
 */
export async function countTickets(
  tx: Tx,
  context: Context,
  conditions: readonly Condition[],
  most = mostCounted,
): Promise<Count[]> {
  const asked = conditions.map((condition) => simplify(allOf({ field: 'merged', is: false }, condition)));
  const levels = asked.map((condition) => [coarse, fine].find((cells) => isOfCells(condition, cells)));
  const named = (value: RawBuilder<unknown>, at: number) => sql`${value} as ${sql.id(String(at))}`;
  const live = asked.flatMap((condition, at) =>
    levels[at] ? [] : named(liveCount(context, condition, most), at),
  );
  const sums = [coarse, fine].flatMap((cells) => {
    const columns = asked.flatMap((condition, at) =>
      levels[at] === cells ? named(sumOf(context, condition, cells), at) : [],
    );
    return columns.length > 0
      ? sql`(select ${sql.join(columns)} from (${cellsInSight(context, cells)}) c) ${sql.id(cells.table)}`
      : [];
  });
  if (asked.length === 0) return [];
  const from = sums.length > 0 ? sql` from ${sql.join(sums, sql` cross join `)}` : sql``;
  const all = [...live, ...(sums.length > 0 ? [sql`*`] : [])];
  const { rows } = await sql<Record<string, number>>`select ${sql.join(all)}${from}`.execute(tx);
  return asked.map((_, at) => {
    const count = rows[0]?.[at] ?? 0;
    if (levels[at] || count <= most) return { count, capped: false };
    return { count: most, capped: true };
  });
}

function sumOf({ now }: Context, condition: Condition, cells: Cells): RawBuilder<number> {
  const holds = fragment(toSql(condition, cells.fields, { now }));
  return sql`coalesce(sum(c.tickets) filter (where ${holds}), 0)::bigint`;
}

function liveCount(context: Context, condition: Condition, most: number): RawBuilder<number> {
  return sql`(select count(*) from (select 1 from ticket t where t.org_id = ${context.org}
    and ${ticketsWhere(context, condition)} limit ${most + 1}) found)`;
}

/**
 * Every ticket that the viewer may see, exactly once, in cells: those that the policy grants by fields of the cells,
 * folded or not, and each ticket that it grants by something else only. One snapshot sees all three.
 */
function cellsInSight(context: Context, level: Cells): RawBuilder<unknown> {
  const { org, now } = context;
  const policy = ticketPolicy(context.viewer);
  const grants = 'any' in policy ? policy.any : [policy];
  const within = anyOf(...grants.filter((grant) => isOfCells(grant, level)));
  const granted = fragment(toSql(within, level.fields, { now }));
  const cells = (table: string) =>
    sql`select ${sql.raw(level.columns)}, tickets from ${sql.table(table)} c where c.org_id = ${org} and ${granted}`;
  const others = grants
    .filter((grant) => !isOfCells(grant, level))
    .flatMap((grant) => reachedBy(context, grant))
    .map((grant) => fragment(toSql(allOf(grant, not(within)), ticketFields(context.configuration), { now })))
    .map(
      (where) =>
        sql`select t.id, ${sql.raw(level.ofTicket)} from ticket t where t.org_id = ${org} and ${where}`,
    );
  const parts = [cells(level.table), cells('counter_delta')];
  if (others.length > 0)
    parts.push(sql`select ${sql.raw(level.columns)}, 1 from (${sql.join(others, sql` union `)}) around`);
  return sql.join(parts, sql` union all `);
}

/**
 * A grant beyond the cells in parts that an index finds each: people around a ticket by their own tables, a person on
 * its row only where the ticket is out of reach (index ticket_of_first_contact_owner), for there they are few.
 */
function reachedBy(context: Context, grant: Condition): Condition[] {
  const onRow =
    'field' in grant && typeof fixedFields[grant.field as keyof typeof fixedFields]?.sql === 'string';
  if (!onRow) return [grant];
  const reach = simplify(outOfReach(context));
  return ('any' in reach ? reach.any : [reach])
    .filter((part) => !isNever(part))
    .map((part) => allOf(grant, part));
}
