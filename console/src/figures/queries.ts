import type { FigureScope, FigureSplit, Metric, ResponseOf, Routes } from '@shouwen/api';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../shared/api.ts';
import type { Days } from './periods.ts';

export type Figures = ResponseOf<Routes['figures']>;
export type Split = ResponseOf<Routes['figure']>;
export type Group = Split['items'][number];
export type Value = Pick<Group, 'value' | 'before' | 'rows' | 'parts'>;
type Rows = ResponseOf<Routes['figureRows']>;
export type Row = Rows['items'][number];

/** What is looked at, and when. */
export type Scope = FigureScope & Days;

/** The rows behind a value: of the whole period, or of one group of a split of it. */
export interface Behind {
  metric: Metric;
  scope: Scope;
  by?: FigureSplit;
  key?: string;
  part?: 'for' | 'against';
}

const everyMinute = 60_000;

export const figuresQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['figures', scope],
    queryFn: ({ signal }) => call('figures', { query: scope }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: everyMinute,
  });

export const splitQuery = (metric: Metric, scope: Scope, by: FigureSplit) =>
  queryOptions({
    queryKey: ['figures', metric, scope, by],
    queryFn: ({ signal }) => call('figure', { params: { metric }, query: { ...scope, by } }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: everyMinute,
  });

export const rowsQuery = ({ metric, scope, ...group }: Behind) =>
  infiniteQueryOptions({
    queryKey: ['figures', metric, scope, 'rows', group],
    queryFn: ({ pageParam, signal }) =>
      call(
        'figureRows',
        {
          params: { metric },
          query: { ...scope, ...group, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
        },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (last: Rows) => last.next_cursor ?? undefined,
  });
