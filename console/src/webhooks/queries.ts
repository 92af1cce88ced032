import type { ResponseOf, Routes } from '@shouwen/api';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../shared/api.ts';

export type Webhook = ResponseOf<Routes['listWebhooks']>['items'][number];
export type DeliveryPage = ResponseOf<Routes['listDeliveries']>;

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: async () => (await call('listWebhooks', {})).items,
});
