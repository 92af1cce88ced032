import type { ViewGrouping, ViewSort } from '@shouwen/api';
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Cursor } from '../platform/cursor.ts';
import { invalid } from '../platform/errors.ts';
import type { Tables } from '../tables.ts';
import type { SummaryRow } from './present-ticket.ts';
import { groups } from './ticket-groups.ts';

type Select<Row> = SelectQueryBuilder<Tables & { t: Tables['ticket'] }, 't', Row>;

/** An order of a list of tickets, and how its next page goes on after a row. */
export interface Order {
  by<Row>(select: Select<Row>): Select<Row>;
  after<Row>(select: Select<Row>, cursor: Cursor): Select<Row>;
  cursor(row: SummaryRow): Cursor;
}

interface Plain {
  by<Row>(select: Select<Row>): Select<Row>;
  /** what of a row stands after the cursor, as SQL over `t` */
  after(cursor: Cursor): ReturnType<typeof sql<boolean>>;
  at(row: SummaryRow): Date | null;
}

/** The orders that a view may have. */
const orders: Record<ViewSort, Plain> = {
  /** newest activity first (index ticket_by_activity) */
  activity: {
    by: (select) => select.orderBy('t.last_activity_at', 'desc').orderBy('t.id', 'desc'),
    after: ({ at, id }) => sql`(t.last_activity_at, t.id) < (${at ?? new Date(0)}::timestamptz, ${id}::uuid)`,
    at: (row) => row.last_activity_at,
  },
  /** longest without activity first (the same index, backwards) */
  waiting: {
    by: (select) => select.orderBy('t.last_activity_at', 'asc').orderBy('t.id', 'asc'),
    after: ({ at, id }) => sql`(t.last_activity_at, t.id) > (${at ?? new Date(0)}::timestamptz, ${id}::uuid)`,
    at: (row) => row.last_activity_at,
  },
  /** soonest due first, what is not due at all last */
  due: {
    by: (select) => select.orderBy('t.next_due_at', (by) => by.asc().nullsLast()).orderBy('t.id', 'asc'),
    after: ({ at, id }) =>
      at === null
        ? sql`(t.next_due_at is null and t.id > ${id}::uuid)`
        : sql`(t.next_due_at is null or (t.next_due_at, t.id) > (${at}::timestamptz, ${id}::uuid))`,
    at: (row) => row.next_due_at,
  },
  /** newest first: ids are made in order of time (the primary key) */
  opened: {
    by: (select) => select.orderBy('t.id', 'desc'),
    after: ({ id }) => sql`t.id < ${id}::uuid`,
    at: (row) => row.opened_at,
  },
};

/** The order of a list: by group when it has groups, then as the sort says. */
export function orderOf(sort: ViewSort, grouping: ViewGrouping | null): Order {
  const plain = orders[sort];
  const cursor = (row: SummaryRow) => ({ at: plain.at(row), id: row.id });
  if (grouping === null)
    return {
      by: plain.by,
      after: (select, given) => select.where(plain.after(given)),
      cursor: (row) => cursor(row),
    };
  const group = groups[grouping];
  // by code unit, as the cursor's text is compared
  const key = sql<string>`${sql.raw(group.sql)} collate "C"`;
  return {
    by: (select) => plain.by(select.orderBy(key)),
    after(select, given) {
      if (given.group === undefined) throw invalid('cursor', 'bad_cursor'); // of a list without groups
      return select.where(
        sql<boolean>`(${key} > ${given.group} or (${key} = ${given.group} and ${plain.after(given)}))`,
      );
    },
    cursor: (row) => ({ ...cursor(row), group: group.of(row) }),
  };
}
