import type { FigureSplit, Metric } from '@shouwen/api';
import { type RawBuilder, sql } from 'kysely';
import type { FactKind } from './tables.ts';

/** What a metric is worked out from, and how. `r` is a row of its source. */
export type Definition =
  /** facts of a kind, counted in the period in which they happened */
  | {
      from: 'facts';
      kind: FactKind;
      value: RawBuilder<unknown>;
      /** a number of rows: of none it is 0, where a length or a share has no value */
      number?: true;
      /** of the rows only these */
      only?: RawBuilder<boolean>;
      /** of a share: what counts for it */
      counts?: RawBuilder<boolean>;
    }
  /** what was owed, counted in the period in which it was due */
  | { from: 'duties'; value: RawBuilder<unknown>; counts: RawBuilder<boolean> }
  /** what is unfinished at the end of the period */
  | { from: 'spans' };

const howMany = { value: sql`count(*)`, number: true } as const;
// A value that one of them really had: the smallest that so many of them did not exceed.
const median = (column: string) => sql`percentile_disc(0.5) within group (order by ${sql.ref(column)})`;
const p90 = (column: string) => sql`percentile_disc(0.9) within group (order by ${sql.ref(column)})`;
const share = (counts: RawBuilder<boolean>) => sql`avg(case when ${counts} then 1.0 else 0.0 end)`;
const answers = { from: 'facts', kind: 'first_answer' } as const;
// a solution that did not stand is part of the time to the next one
const solutions = { from: 'facts', kind: 'solution', only: sql<boolean>`r.undone_at is null` } as const;
const counted = sql<boolean>`r.counted_ms is not null`;
const reopened = sql<boolean>`r.undone_at is not null`;
const kept = sql<boolean>`r.outcome = 'kept'`;

/** The one definition of each metric: screens, reports and the API name it and do not work it out again. */
export const definitions: Record<Metric, Definition> = {
  received: { from: 'facts', kind: 'received', ...howMany },
  answered: { ...answers, ...howMany },
  replies: { from: 'facts', kind: 'reply', ...howMany },
  solved: { from: 'facts', kind: 'solution', ...howMany },
  backlog: { from: 'spans' },
  first_reply_median: { ...answers, value: median('r.elapsed_ms') },
  first_reply_p90: { ...answers, value: p90('r.elapsed_ms') },
  first_reply_counted_median: { ...answers, only: counted, value: median('r.counted_ms') },
  first_reply_counted_p90: { ...answers, only: counted, value: p90('r.counted_ms') },
  resolution_median: { ...solutions, value: median('r.elapsed_ms') },
  resolution_p90: { ...solutions, value: p90('r.elapsed_ms') },
  resolution_counted_median: {
    ...solutions,
    only: sql<boolean>`${solutions.only} and ${counted}`,
    value: median('r.counted_ms'),
  },
  resolution_counted_p90: {
    ...solutions,
    only: sql<boolean>`${solutions.only} and ${counted}`,
    value: p90('r.counted_ms'),
  },
  reopen_rate: { from: 'facts', kind: 'solution', value: share(reopened), counts: reopened },
  kept_rate: {
    from: 'duties',
    value: sql`${share(kept)} filter (where r.outcome is not null)`,
    counts: kept,
  },
};

/** The column of a row that each split but those of time groups by. */
export const splitColumns = {
  channel: 'r.channel',
  category: 'r.category_key',
  type: 'r.type_key',
  priority: 'r.priority',
  team: 'r.team_id',
  person: 'r.user_id',
  obligation: 'r.kind',
} as const satisfies Partial<Record<FigureSplit, string>>;
