import type { QueryClient } from '@tanstack/react-query';
import { type Me, meQuery } from '../shared/session.ts';

/** Somebody has signed in: nothing stays of whoever was here before. */
export function welcomed(client: QueryClient, me: Me): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' && queryKey[0] !== 'setup' });
  client.setQueryData(meQuery.queryKey, me);
}

/** Only an address of this console; anything else leads to the inbox. */
export function safeTarget(from: string | null): string {
  return from?.startsWith('/') && !from.startsWith('//') ? from : '/inbox';
}
