import { queryOptions } from '@tanstack/react-query';
import { call } from '../shared/api.ts';

/** How often each rule has fired in the last 30 days. */
export const firingCountsQuery = queryOptions({
  queryKey: ['automation', 'counts'],
  queryFn: async () => (await call('countFirings', {})).items,
});

/** The last firings of a rule. */
export const firingsQuery = (key: string) =>
  queryOptions({
    queryKey: ['automation', 'firings', key],
    queryFn: async () => (await call('listFirings', { params: { key } })).items,
  });
