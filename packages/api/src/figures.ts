import { z } from 'zod';
import { Id, Key, LocalText, Moment, PageQuery, PersonRef, page, TeamRef } from './common.ts';
import { route } from './contract.ts';
import { Outcome } from './obligations.ts';
import { Channel, StatusCategory, TicketSummary } from './tickets.ts';

/** The named metrics. What each counts: docs/develop/figures.md. */
export const metrics = [
  'received',
  'answered',
  'replies',
  'solved',
  'backlog',
  'first_reply_median',
  'first_reply_p90',
  'first_reply_counted_median',
  'first_reply_counted_p90',
  'resolution_median',
  'resolution_p90',
  'resolution_counted_median',
  'resolution_counted_p90',
  'reopen_rate',
  'kept_rate',
] as const;
export const Metric = z.enum(metrics);
export type Metric = z.infer<typeof Metric>;

/** What a metric is split by. Days, weeks and months are those of the reader's time zone; weeks begin on Monday. */
export const figureSplits = [
  'day',
  'week',
  'month',
  'channel',
  'category',
  'type',
  'priority',
  'team',
  'person',
  'obligation',
] as const;
export const FigureSplit = z.enum(figureSplits);
export type FigureSplit = z.infer<typeof FigureSplit>;

const Day = z.iso.date();
/** A period of whole days, both included, and what is looked at. */
export const FigureScope = z.strictObject({
  /** thirty days in all unless given */
  from: Day.optional(),
  /** today unless given */
  to: Day.optional(),
  team: Id.optional(),
  /** `me`, or somebody else, for those who may see people */
  person: z.union([z.literal('me'), Id]).optional(),
  channel: Channel.optional(),
  /** with the categories below it */
  category: Key.optional(),
  type: Key.optional(),
  /** of the kept rate: one kind of obligation */
  obligation: z.string().max(80).optional(),
});
export type FigureScope = z.infer<typeof FigureScope>;

/** The period, cut off at today, and the one that it is compared with: the days before, or the months before whole months. */
export const FigurePeriod = z.object({
  from: Day,
  to: Day,
  before: z.object({ from: Day, to: Day }),
  time_zone: z.string(),
  /** events that the figures do not hold yet */
  behind: z.number().int(),
});
export type FigurePeriod = z.infer<typeof FigurePeriod>;

/** A value: a number of tickets or replies, milliseconds, or a share from 0 to 1; null where there is nothing to measure. */
export const FigureValue = z.object({
  value: z.number().nullable(),
  before: z.number().nullable(),
  /** how many rows made the value */
  rows: z.number().int(),
  /** of the kept rate: how what was owed went; of the reopen rate: how many were reopened */
  parts: z.record(z.string(), z.number().int()).optional(),
});
export type FigureValue = z.infer<typeof FigureValue>;
export const Figure = FigureValue.extend({ metric: Metric });
export type Figure = z.infer<typeof Figure>;
export const FigureGroup = FigureValue.extend({
  /** the first day, a key, or an id; null for what has none */
  key: z.string().nullable(),
  /** of teams and people */
  name: LocalText.nullable(),
});
export type FigureGroup = z.infer<typeof FigureGroup>;

/** One row behind a value: what happened to a ticket. */
export const FigureRow = z.object({
  ticket: z.object({ number: z.number().int(), subject: z.string(), status_category: StatusCategory }),
  at: Moment,
  team: TeamRef,
  person: PersonRef.nullable(),
  /** of a reply or a solution: from the receipt, and what the obligation counted of it */
  elapsed_ms: z.number().nullable(),
  counted_ms: z.number().nullable(),
  /** of a solution: when the ticket was opened again */
  undone_at: Moment.nullable(),
  obligation: z.object({ kind: z.string(), outcome: Outcome, done_at: Moment.nullable() }).nullable(),
});
export type FigureRow = z.infer<typeof FigureRow>;

const tag = 'Figures';
export const figureRoutes = {
  figures: route({
    method: 'GET',
    path: '/figures',
    tag,
    access: 'user',
    summary: 'All metrics of a period, over the tickets that I may see, compared with the period before',
    query: FigureScope,
    response: z.object({ period: FigurePeriod, items: z.array(Figure) }),
  }),
  figure: route({
    method: 'GET',
    path: '/figures/{metric}',
    tag,
    access: 'user',
    summary: 'One metric, split by time or by what the tickets are',
    params: z.strictObject({ metric: Metric }),
    query: FigureScope.extend({ by: FigureSplit.default('day') }),
    response: z.object({ period: FigurePeriod, items: z.array(FigureGroup) }),
  }),
  figureRows: route({
    method: 'GET',
    path: '/figures/{metric}/rows',
    tag,
    access: 'user',
    summary: 'The rows that made a value, latest first',
    params: z.strictObject({ metric: Metric }),
    query: FigureScope.extend({
      /** one group of a split: `by` and its key; without a key what has none */
      by: FigureSplit.optional(),
      key: z.string().max(80).optional(),
      /** of a rate: only what counts for it, or only what does not */
      part: z.enum(['for', 'against']).optional(),
      ...PageQuery.shape,
    }),
    response: page(FigureRow),
  }),
  wallboard: route({
    method: 'GET',
    path: '/wallboard',
    tag,
    access: 'user',
    summary:
      'Today at a glance, for a big screen: what came, was answered and solved, what is open, and what is due next',
    query: z.strictObject({ team: Id.optional() }),
    response: z.object({
      at: Moment,
      received: z.number().int(),
      answered: z.number().int(),
      solved: z.number().int(),
      backlog: z.number().int(),
      unowned: z.number().int(),
      overdue: z.number().int(),
      /** of what was due today */
      kept_rate: z.number().nullable(),
      /** the soonest due, overdue ones first */
      soonest: z.array(TicketSummary),
    }),
  }),
};
