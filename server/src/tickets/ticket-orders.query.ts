import type { SelectQueryBuilder } from 'kysely';
import type { Tables } from '../tables.ts';
import type { TicketRow } from './find-ticket.ts';

type Select = SelectQueryBuilder<Tables & { t: Tables['ticket'] }, 't', TicketRow>;
interface Cursor {
  at: Date | null;
  id: string;
}

/** An order of a list of tickets, and how its next page goes on after a row. */
export interface Order {
  by(select: Select): Select;
  after(select: Select, cursor: Cursor): Select;
  at(row: TicketRow): Date | null;
}

/** The orders that a view may have. */
export const orders: Record<'activity' | 'due' | 'opened', Order> = {
  /** newest activity first (index ticket_by_activity) */
  activity: {
    by: (select) => select.orderBy('t.last_activity_at', 'desc').orderBy('t.id', 'desc'),
    after: (select, { at, id }) =>
      select.where((on) =>
        on(on.refTuple('t.last_activity_at', 't.id'), '<', on.tuple(at ?? new Date(0), id)),
      ),
    at: (row) => row.last_activity_at,
  },
  /** soonest due first, what is not due at all last */
  due: {
    by: (select) => select.orderBy('t.next_due_at', (by) => by.asc().nullsLast()).orderBy('t.id', 'asc'),
    after: (select, { at, id }) =>
      select.where((on) => {
        const undated = on('t.next_due_at', 'is', null);
        if (at === null) return on.and([undated, on('t.id', '>', id)]);
        return on.or([undated, on(on.refTuple('t.next_due_at', 't.id'), '>', on.tuple(at, id))]);
      }),
    at: (row) => row.next_due_at,
  },
  /** newest first: ids are made in order of time (the primary key) */
  opened: {
    by: (select) => select.orderBy('t.id', 'desc'),
    after: (select, { id }) => select.where('t.id', '<', id),
    at: (row) => row.opened_at,
  },
};
