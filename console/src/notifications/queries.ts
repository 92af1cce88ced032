import type { ResponseOf, Routes } from '@shouwen/api';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../shared/api.ts';

export type NotificationPage = ResponseOf<Routes['listNotifications']>;
export type Notice = NotificationPage['items'][number];

/** The page of what a notification is about; null when there is none, or it is out of sight. */
export function placeOf({ kind, ticket, instruction }: Notice): string | null {
  if (kind.startsWith('internal_complaint.')) return '/internal-complaints';
  if (ticket) return `/tickets/${ticket.number}`;
  return instruction === null ? null : `/instructions/${instruction}`;
}

/** The newest unread ones and how many there are: for the number in the navigation and for the browser's notices. */
export const unreadQuery = queryOptions({
  queryKey: ['notifications', 'unread'],
  queryFn: ({ signal }) => call('listNotifications', { query: { limit: 20, unread: 'true' } }, { signal }),
  staleTime: 60_000,
});

/** All that one was told, page by page. */
export const notificationsQuery = infiniteQueryOptions({
  queryKey: ['notifications', 'all'],
  queryFn: ({ pageParam, signal }) =>
    call(
      'listNotifications',
      { query: { limit: 50, ...(pageParam === '' ? {} : { cursor: pageParam }) } },
      { signal },
    ),
  initialPageParam: '',
  getNextPageParam: (last: NotificationPage) => last.next_cursor ?? undefined,
});
