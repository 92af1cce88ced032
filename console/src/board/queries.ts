import type { ResponseOf, Routes } from '@shouwen/api';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../shared/api.ts';

export type Board = ResponseOf<Routes['teamBoard']>;
export type Column = Board['columns'][number];
export type Card = Column['items'][number];

/** The board of a team; it begins with `tickets`, so that whatever moves lists moves it as well. */
export const boardQuery = (team: string, limit: number) =>
  queryOptions({
    queryKey: ['tickets', 'board', team, limit],
    queryFn: ({ signal }) => call('teamBoard', { params: { id: team }, query: { limit } }, { signal }),
    placeholderData: keepPreviousData,
    enabled: team !== '',
  });
