import { queryOptions } from '@tanstack/react-query';
import { call } from '../shared/api.ts';

/** What I recorded about departments, and what is for me to answer. */
export const internalComplaintsQuery = queryOptions({
  queryKey: ['internal-complaints'],
  queryFn: async ({ signal }) => (await call('listInternalComplaints', {}, { signal })).items,
});
