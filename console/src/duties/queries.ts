import type { ResponseOf, Routes } from '@shouwen/api';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from '../shared/api.ts';

type DutyPage = ResponseOf<Routes['myDuties']>;
export type Duty = DutyPage['items'][number];

/** Pages of what the viewer owes, soonest first. */
export const dutiesQuery = infiniteQueryOptions({
  queryKey: ['duties'],
  queryFn: ({ pageParam, signal }) =>
    call('myDuties', { query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } }, { signal }),
  initialPageParam: '',
  getNextPageParam: (last: DutyPage) => last.next_cursor ?? undefined,
});
