import type { ResponseOf, Routes, StatusCategory } from '@shouwen/api';
import { infiniteQueryOptions, type QueryClient, queryOptions, useQueryClient } from '@tanstack/react-query';
import { call } from '../shared/api.ts';
import { refreshCounts } from '../shared/refresh.ts';

export type TicketPage = ResponseOf<Routes['listTickets']>;
export type TicketRow = TicketPage['items'][number];
export type FullTicket = ResponseOf<Routes['getTicket']>;
export type TicketMessage = FullTicket['messages'][number];
export type TicketObligation = FullTicket['obligations'][number];

/** What narrows a list of tickets. */
export interface TicketFilter {
  view?: string;
  status?: StatusCategory | 'all';
  assignee?: string;
  team?: string;
  tag?: string;
  customer?: string;
  /** of an organisation and of everybody who belongs to it */
  organisation?: string;
  /** words and more, in the query language */
  q?: string;
}

/** Pages of one list. */
export const ticketsQuery = (filter: TicketFilter) =>
  infiniteQueryOptions({
    queryKey: ['tickets', filter],
    queryFn: ({ pageParam, signal }) =>
      call(
        'listTickets',
        { query: { ...filter, limit: 50, ...(pageParam === '' ? {} : { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (last: TicketPage) => last.next_cursor ?? undefined,
    placeholderData: (before) => before,
  });

/** One ticket with everything that its page shows. */
export const ticketQuery = (number: number) =>
  queryOptions({
    queryKey: ['ticket', number],
    queryFn: ({ signal }) => call('getTicket', { params: { number } }, { signal }),
  });

/** Who came to the customer's on a ticket; fetched anew with the ticket. */
export const arrivalsQuery = (number: number) =>
  queryOptions({
    queryKey: ['ticket', number, 'arrivals'],
    queryFn: ({ signal }) => call('listArrivals', { params: { number } }, { signal }),
  });

/** The rows of all lists that were fetched, so that a ticket shows at once what is known of it. */
export function knownRow(client: QueryClient, number: number): TicketRow | undefined {
  for (const [, data] of client.getQueriesData<{ pages: TicketPage[] }>({ queryKey: ['tickets'] })) {
    for (const page of data?.pages ?? []) {
      const row = page.items.find((each) => each.number === number);
      if (row) return row;
    }
  }
  return undefined;
}

/** After a change: takes over the ticket that the server gave back, or fetches it, and refreshes the lists. */
export function useTicketChanged(): (number: number, ticket?: FullTicket) => void {
  const client = useQueryClient();
  return (number, ticket) => {
    if (ticket) client.setQueryData(ticketQuery(number).queryKey, ticket);
    else void client.invalidateQueries({ queryKey: ['ticket', number] });
    void client.invalidateQueries({ queryKey: ['tickets'] });
    void client.invalidateQueries({ queryKey: ['duties'] });
    refreshCounts(client);
  };
}
