import type { ResponseOf, Routes } from '@shouwen/api';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from '../shared/api.ts';
import type { DutyFilter } from './use-filter.ts';

type DutyPage = ResponseOf<Routes['myDuties']>;
export type Duty = DutyPage['items'][number];
export type DutyOwner = DutyPage['owners'][number];
export type DutyCount = DutyPage['counts'][number];

/** Pages of what the viewer owes, soonest first. `todayEnds`: when the day is over for the viewer. */
export const dutiesQuery = ({ scope, person, when, kind }: DutyFilter, todayEnds: string) =>
  infiniteQueryOptions({
    queryKey: ['duties', scope, person, when, kind, todayEnds],
    queryFn: ({ pageParam, signal }) =>
      call(
        'myDuties',
        {
          query: {
            limit: 50,
            today_ends: todayEnds,
            ...(scope === null ? {} : { scope }),
            ...(person === null ? {} : { person }),
            ...(when === null ? {} : { when }),
            ...(kind === null ? {} : { kind }),
            ...(pageParam ? { cursor: pageParam } : {}),
          },
        },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (last: DutyPage) => last.next_cursor ?? undefined,
    placeholderData: (before) => before,
  });
