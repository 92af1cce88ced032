import type { ResponseOf, Routes } from '@shouwen/api';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../shared/api.ts';

export type Provider = ResponseOf<Routes['listSignInProviders']>['items'][number];

/** The providers of identity, for who configures them. */
export const providersQuery = queryOptions({
  queryKey: ['sign-in-providers'],
  queryFn: async () => (await call('listSignInProviders', {})).items,
});
