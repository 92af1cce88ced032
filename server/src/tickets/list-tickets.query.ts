import type { Highlight, TicketSummary, TicketsQuery, ViewGrouping, ViewSort } from '@shouwen/api';
import { allOf, always, type Condition } from '@shouwen/conditions';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { everyIdOf } from '../customers/merged-customers.ts';
import { idsOfOrganisation } from '../customers/organisation-members.ts';
import { viewerOf } from '../people/viewer.ts';
import { decodeCursor, encodeCursor, pageOf } from '../platform/cursor.ts';
import { searchTickets, understand } from '../search/search-tickets.ts';
import type { Tx } from '../tables.ts';
import { findView } from '../views/find-view.ts';
import type { TicketRow } from './find-ticket.ts';
import { namesFrom, namesOf, namesOnRow, selectNames } from './people-names.query.ts';
import { ticketsWhere } from './policy.ts';
import { presentSummary, summaryColumns } from './present-ticket.ts';
import { orderOf } from './ticket-orders.query.ts';
import { isUnread, unreadOf } from './unread.query.ts';

type Query = z.output<typeof TicketsQuery>;
/** Lists leave out what is merged into another ticket. */
export const unmerged: Condition = { field: 'merged', is: false };

/**
 * A page of the tickets that the viewer may see, newest activity first unless the view has an order of its own; of a
 * search for words always newest first.
 */
export async function listTickets(
  tx: Tx,
  context: Context,
  query: Query,
): Promise<{ items: TicketSummary[]; next_cursor: string | null }> {
  const view = query.view ? await findView(tx, context, query.view) : null;
  const listed = allOf(view?.condition ?? always, await conditionOf(tx, context, query));
  const asked = query.q === undefined ? null : await understand(tx, context, query.q);
  if (asked?.hopeless) return { items: [], next_cursor: null };
  if (asked && asked.clauses.length > 0) {
    const found = await searchTickets(tx, context, asked, { ...query, condition: listed });
    return present(tx, context, found, found.highlights);
  }
  const grouping = query.grouping === 'none' ? null : (query.grouping ?? view?.grouping ?? null);
  return listByCondition(tx, context, allOf(listed, asked?.condition ?? always), {
    ...query,
    sort: query.sort ?? view?.sort,
    grouping,
  });
}

interface Listing {
  limit: number;
  cursor?: string | undefined;
  sort?: ViewSort | undefined;
  grouping?: ViewGrouping | null | undefined;
}

/** A page of the tickets that the viewer may see and of which the condition holds. */
export async function listByCondition(
  tx: Tx,
  context: Context,
  condition: Condition,
  { limit, cursor, sort = 'activity', grouping = null }: Listing,
): Promise<{ items: TicketSummary[]; next_cursor: string | null }> {
  const order = orderOf(sort, grouping);
  let select = order.by(
    tx
      .selectFrom('ticket as t')
      .select(summaryColumns.map((column) => `t.${column}` as const))
      .select([isUnread(context).as('unread'), ...selectNames])
      .where('t.org_id', '=', context.org)
      .where(ticketsWhere(context, condition)),
  );
  if (cursor) select = order.after(select, decodeCursor(cursor));
  const page = pageOf(await select.limit(limit + 1).execute(), limit, (row) => {
    const { at, id, group } = order.cursor(row);
    return encodeCursor(at, id, group);
  });
  const items = page.rows.map((row) => ({
    ...presentSummary(row, namesFrom(namesOnRow(row)), null),
    unread: row.unread,
  }));
  return { items, next_cursor: page.next_cursor };
}

async function present(
  tx: Tx,
  context: Context,
  { rows, next_cursor }: { rows: TicketRow[]; next_cursor: string | null },
  highlights?: ReadonlyMap<string, Highlight>,
): Promise<{ items: TicketSummary[]; next_cursor: string | null }> {
  const items = (await presentRows(tx, context, rows)).map((row) => {
    const highlight = highlights?.get(row.id);
    return { ...row, ...(highlight ? { highlight } : {}) };
  });
  return { items, next_cursor };
}

/** Rows as a list shows them to the viewer, who may see them. */
export async function presentRows(tx: Tx, context: Context, rows: TicketRow[]): Promise<TicketSummary[]> {
  const [names, unread] = await Promise.all([
    namesOf(tx, context, {
      users: rows.flatMap((row) => [row.assignee_id, row.first_contact_owner_id]),
      teams: rows.map((row) => row.team_id),
      customers: rows.map((row) => row.customer_id),
    }),
    unreadOf(tx, context, rows),
  ]);
  return rows.map((row) => ({ ...presentSummary(row, names, null), unread: unread.has(row.id) }));
}

async function conditionOf(tx: Tx, context: Context, query: Query): Promise<Condition> {
  const parts: Condition[] = [unmerged];
  if (query.status && query.status !== 'all') parts.push({ field: 'status_category', is: query.status });
  if (query.customer) parts.push({ field: 'customer', in: await everyIdOf(tx, context, query.customer) });
  if (query.organisation)
    parts.push({ field: 'customer', in: await idsOfOrganisation(tx, context, query.organisation) });
  if (query.team) parts.push({ field: 'team', is: query.team });
  if (query.tag) parts.push({ field: 'tags', contains: query.tag });
  if (query.assignee === 'none') parts.push({ field: 'assignee', set: false });
  else if (query.assignee)
    parts.push({
      field: 'assignee',
      is: query.assignee === 'me' ? viewerOf(context).userId : query.assignee,
    });
  return allOf(...parts);
}
