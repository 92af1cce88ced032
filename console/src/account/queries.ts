import type { ResponseOf, Routes } from '@shouwen/api';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../shared/api.ts';

export type SecondFactors = ResponseOf<Routes['mySecondFactors']>;

/** My second factors. */
export const factorsQuery = queryOptions({
  queryKey: ['my-second-factors'],
  queryFn: () => call('mySecondFactors', {}),
});
