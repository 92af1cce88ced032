import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../shared/api.ts';
import { type TicketPage, ticketQuery } from './queries.ts';

/** Tells the server how far the open ticket was read, whenever something new of it came on screen. */
export function useMarkRead(number: number): void {
  const client = useQueryClient();
  const seen = useQuery(ticketQuery(number)).data?.last_activity_at;
  useEffect(() => {
    if (seen === undefined) return;
    const tell = () => {
      if (document.visibilityState !== 'visible') return;
      document.removeEventListener('visibilitychange', tell);
      showRead(client, number, true);
      void call('markRead', { params: { number }, body: { seen } })
        .then(() => {
          showRead(client, number, true); // a list may have been fetched meanwhile
          void client.invalidateQueries({ queryKey: ['recent'] });
          void client.invalidateQueries({ queryKey: ['notifications'] });
        })
        .catch(() => undefined); // the next look says it again
    };
    document.addEventListener('visibilitychange', tell);
    tell();
    return () => document.removeEventListener('visibilitychange', tell);
  }, [client, number, seen]);
}

/** Marks a ticket as not read, as if it had never been opened. */
export async function markUnread(client: QueryClient, number: number): Promise<void> {
  showRead(client, number, false);
  await call('markUnread', { params: { number } });
}

function showRead(client: QueryClient, number: number, read: boolean): void {
  client.setQueriesData<{ pages: TicketPage[] }>({ queryKey: ['tickets'] }, (data) =>
    Array.isArray(data?.pages)
      ? {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            items: page.items.map((row) => (row.number === number ? { ...row, unread: !read } : row)),
          })),
        }
      : data,
  );
}
