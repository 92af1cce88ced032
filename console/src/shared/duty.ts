import type { DutyState } from '@shouwen/api';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from './api.ts';

/** Who has said how they are. Asked again every minute where it is shown. */
export const dutyQuery = queryOptions({
  queryKey: ['duty'],
  queryFn: async () => (await call('listDuty', {})).items,
  staleTime: 30_000,
  refetchInterval: 60_000,
});

/** How a person is; null while that is not known. */
export function useDuty(): (id: string) => DutyState | null {
  const { data } = useQuery(dutyQuery);
  return (id) => (data ? (data.find((each) => each.user_id === id)?.state ?? 'off') : null);
}
