import { z } from 'zod';
import { Id, line, page } from './common.ts';
import { route } from './contract.ts';
import { SavedView } from './platform.ts';
import { TicketSummary } from './tickets.ts';
import { TicketCount, ViewColumns, ViewCount, ViewField, ViewGrouping, ViewSort } from './views.ts';

const tag = 'Views';
export const viewRoutes = {
  viewFields: route({
    method: 'GET',
    path: '/views/fields',
    tag,
    access: 'user',
    summary: 'The fields of tickets that a condition may ask about',
    response: z.object({ items: z.array(ViewField) }),
  }),
  countViews: route({
    method: 'GET',
    path: '/views/counts',
    tag,
    access: 'user',
    summary: 'How many tickets each of my views holds for me',
    response: z.object({ items: z.array(ViewCount) }),
  }),
  previewView: route({
    method: 'POST',
    path: '/views/preview',
    tag,
    access: 'user',
    scope: 'read',
    summary: 'How many tickets a view would hold for me',
    body: z.strictObject({ condition: z.unknown() }),
    response: TicketCount,
  }),
  previewTickets: route({
    method: 'POST',
    path: '/views/preview/tickets',
    tag,
    access: 'user',
    scope: 'read',
    summary: 'A page of the tickets that a view would hold for me',
    body: z.strictObject({
      condition: z.unknown().optional(),
      sort: ViewSort.optional(),
      grouping: ViewGrouping.nullable().optional(),
      limit: z.number().int().min(1).max(200).default(50),
      cursor: z.string().max(500).optional(),
    }),
    response: page(TicketSummary),
  }),
  changeView: route({
    method: 'PATCH',
    path: '/views/{id}',
    tag,
    access: 'user',
    summary: 'Change a view of mine',
    params: z.strictObject({ id: Id }),
    body: z.strictObject({
      name: line(80).optional(),
      scope: z.enum(['private', 'team', 'all']).optional(),
      team_id: Id.nullable().optional(),
      condition: z.unknown().optional(),
      sort: ViewSort.optional(),
      columns: ViewColumns.optional(),
      grouping: ViewGrouping.nullable().optional(),
    }),
    response: SavedView,
  }),
};
