import { queryOptions } from '@tanstack/react-query';
import { call } from '../shared/api.ts';

/** How teams share out, and what people take and know. */
export const sharingQuery = queryOptions({
  queryKey: ['sharing'],
  queryFn: () => call('listSharing', {}),
});
