import { z } from 'zod';

/** The order of a list: newest activity first, longest without activity first, soonest due first, newest first. */
export const ViewSort = z.enum(['activity', 'waiting', 'due', 'opened']);
export type ViewSort = z.infer<typeof ViewSort>;

/** What the rows of a list are put together by; within a group they keep the list's order. */
export const ViewGrouping = z.enum(['status', 'priority', 'assignee', 'team', 'type']);
export type ViewGrouping = z.infer<typeof ViewGrouping>;

/** What a list shows of each ticket beside its subject, where there is room. */
export const viewColumns = [
  'customer',
  'status',
  'due',
  'assignee',
  'team',
  'activity',
  'opened',
  'type',
  'category',
  'channel',
  'first_contact_owner',
  'tags',
] as const;
export const ViewColumn = z.enum(viewColumns);
export type ViewColumn = z.infer<typeof ViewColumn>;
/** In the order in which they are shown; none means the usual ones. */
export const ViewColumns = z.array(ViewColumn).max(viewColumns.length);

/** A field of tickets that a condition may ask about, for a screen on which conditions are built. */
export const ViewField = z.object({
  name: z.string(),
  type: z.enum([
    'text',
    'number',
    'boolean',
    'moment',
    'date',
    'choice',
    'id',
    'many_text',
    'many_choice',
    'many_id',
  ]),
  operators: z.array(z.string()),
  /** of a choice: what there is to choose, lowest first when it is ordered */
  choices: z.array(z.string()).nullable(),
  /** whether a ticket may have none */
  optional: z.boolean(),
});
export type ViewField = z.infer<typeof ViewField>;

/** How many tickets answer a condition, of those that the viewer may see. */
export const TicketCount = z.object({
  count: z.number().int().min(0),
  /** there are more than `count`: shown as `999+` */
  capped: z.boolean(),
});
export const ViewCount = TicketCount.extend({
  id: z.string(),
  /** null for a view that asks for something which the configuration no longer has */
  count: TicketCount.shape.count.nullable(),
});
export type ViewCount = z.infer<typeof ViewCount>;
