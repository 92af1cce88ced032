import type { ResponseOf, Routes } from '@shouwen/api';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from '../shared/api.ts';

type UserPage = ResponseOf<Routes['listUsers']>;
export type StaffUser = UserPage['items'][number];

/** Pages of staff, the deactivated ones too when asked. */
export const usersQuery = (q: string, state: 'active' | 'all') =>
  infiniteQueryOptions({
    queryKey: ['users', q, state],
    queryFn: ({ pageParam, signal }) =>
      call(
        'listUsers',
        { query: { limit: 100, state, ...(q ? { q } : {}), ...(pageParam ? { cursor: pageParam } : {}) } },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (last: UserPage) => last.next_cursor ?? undefined,
    placeholderData: (before) => before,
  });
