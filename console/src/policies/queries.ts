import { queryOptions } from '@tanstack/react-query';
import { call } from '../shared/api.ts';

/** How far open work has come; asked again and again while something is on its way. */
export const openWorkQuery = queryOptions({
  queryKey: ['open-work'],
  queryFn: () => call('openWork', {}),
  refetchInterval: ({ state: { data } }) => {
    const runs = [data?.rollout, data?.recalculation].some((one) => one && one.ended_at === null);
    return runs ? 1_000 : 10_000;
  },
});
