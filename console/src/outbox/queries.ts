import type { ResponseOf, Routes } from '@shouwen/api';

export type OutboxPageData = ResponseOf<Routes['listOutbox']>;
export type Mail = OutboxPageData['items'][number];
