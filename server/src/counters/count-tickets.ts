import { allOf, anyOf, type Condition, isNever, not, simplify, toSql } from '@shouwen/conditions';
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../context.ts';
import { plannedOnce } from '../platform/prepared-client.ts';
import { fragment } from '../platform/sql.ts';
import type { Tx } from '../tables.ts';
import { fixedFields, ticketFields } from '../tickets/fields.ts';
import { outOfReach, ticketPolicy, ticketsWhere } from '../tickets/policy.ts';
import { type Cells, isOfCells, levels, somebody, totals } from './cells.ts';

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
  const me = context.viewer?.userId;
  const chosen = asked.map((condition) => levels.find((cells) => isOfCells(condition, cells, me)));
  const named = (value: RawBuilder<unknown>, at: number) => sql`${value} as ${sql.id(String(at))}`;
  const live = asked.flatMap((condition, at) =>
    chosen[at] ? [] : named(liveCount(context, condition, most), at),
  );
  const sums = levels.flatMap((cells) => {
    const columns = asked.flatMap((condition, at) =>
      chosen[at] === cells ? named(sumOf(context, condition, cells), at) : [],
    );
    return columns.length > 0
      ? sql`(select ${sql.join(columns)} from (${cellsInSight(context, cells)}) c) ${sql.id(cells.table)}`
      : [];
  });
  if (asked.length === 0) return [];
  const from = sums.length > 0 ? sql` from ${sql.join(sums, sql` cross join `)}` : sql``;
  const all = [...live, ...(sums.length > 0 ? [sql`*`] : [])];
  const { rows } = await sql<
    Record<string, number>
  >`${sql.raw(plannedOnce)}select ${sql.join(all)}${from}`.execute(tx);
  return asked.map((_, at) => {
    const count = rows[0]?.[at] ?? 0;
    if (chosen[at] || count <= most) return { count, capped: false };
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
  const me = context.viewer?.userId;
  const within = anyOf(...grants.filter((grant) => isOfCells(grant, level, me)));
  const granted = fragment(toSql(within, level.fields, { now }));
  const cells = (rows: RawBuilder<unknown>) =>
    sql`select ${sql.raw(level.columns)}, tickets from ${rows} c where c.org_id = ${org} and ${granted}`;
  const others = grants
    .filter((grant) => !isOfCells(grant, level, me))
    .flatMap((grant) => reachedBy(context, grant))
    .map((grant) => fragment(toSql(allOf(grant, not(within)), ticketFields(context.configuration), { now })))
    .map(
      (where) =>
        sql`select t.id, ${sql.raw(level.ofTicket)} from ticket t where t.org_id = ${org} and ${where}`,
    );
  const folded = level === totals && me !== undefined ? totalsAnd(me, org) : sql.table(level.table);
  const parts = [cells(folded), cells(sql.table('counter_delta'))];
  if (others.length > 0)
    parts.push(sql`select ${sql.raw(level.columns)}, 1 from (${sql.join(others, sql` union `)}) around`);
  return sql.join(parts, sql` union all `);
}

/**
 * Totals, out of which the tickets of one person are taken and put beside them under that person's name: the tickets of a
 * few cells of `counter_sum`, once as somebody's with a minus and once as that person's.
 */
function totalsAnd(person: string, org: number): RawBuilder<unknown> {
  const columns = sql.raw(totals.columns);
  const named = sql.raw(totals.columns.replace('assignee_id', 'side.assignee_id'));
  return sql`(
    select org_id, ${columns}, tickets from counter_total
    union all
    select org_id, ${named}, tickets * side.sign from counter_sum
    cross join (values (${person}::uuid, 1), (${somebody}::uuid, -1)) side (assignee_id, sign)
    where counter_sum.org_id = ${org} and counter_sum.assignee_id = ${person}
  )`;
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
