import type { ResponseOf, Routes } from '@shouwen/api';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../shared/api.ts';

export type FullCustomer = ResponseOf<Routes['getCustomer']>;
export type CustomerPageData = ResponseOf<Routes['listCustomers']>;
export type CustomerRow = CustomerPageData['items'][number];
export type CustomerMatch = ResponseOf<Routes['matchCustomers']>['items'][number];

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: ['customer', id],
    queryFn: ({ signal }) => call('getCustomer', { params: { id } }, { signal }),
    staleTime: 30_000,
  });

/** Pages of customers by name, mail address, phone or its last four digits. */
export const customersQuery = (q: string, kind: 'person' | 'organisation' | '') =>
  infiniteQueryOptions({
    queryKey: ['customers', q, kind],
    queryFn: ({ pageParam, signal }) =>
      call(
        'listCustomers',
        {
          query: {
            limit: 50,
            ...(q ? { q } : {}),
            ...(kind ? { kind } : {}),
            ...(pageParam ? { cursor: pageParam } : {}),
          },
        },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (last: CustomerPageData) => last.next_cursor ?? undefined,
    placeholderData: (before) => before,
  });

/** What happened to the record of a customer, newest first. */
export const customerHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['customer-history', id],
    queryFn: async ({ signal }) => (await call('customerHistory', { params: { id } }, { signal })).items,
  });
