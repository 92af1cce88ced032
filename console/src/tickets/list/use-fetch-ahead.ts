import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type TicketRow, ticketQuery } from '../queries.ts';

const rest = 150; // ms on a row before the ticket is fetched: whoever runs through a list fetches nothing

/**
 * Fetches the ticket that is probably opened next, so that it is there when it is. Not a confidential one: that somebody has
 * opened it is written down.
 */
export function useFetchAhead(row: TicketRow | undefined): void {
  const client = useQueryClient();
  const number = row && !row.confidential ? row.number : null;
  useEffect(() => {
    if (number === null) return;
    const timer = setTimeout(() => void client.prefetchQuery(ticketQuery(number)), rest);
    return () => clearTimeout(timer);
  }, [client, number]);
}
