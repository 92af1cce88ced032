import { useQueryClient } from '@tanstack/react-query';
import { type PointerEvent, useEffect, useRef } from 'react';
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

/** The same for the row under the pointer: what listens to pointers over the rows. */
export function useFetchPointed(rows: readonly TicketRow[]): (event: PointerEvent) => void {
  const client = useQueryClient();
  const timer = useRef<number>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return ({ target, pointerType }) => {
    window.clearTimeout(timer.current);
    if (pointerType !== 'mouse' || !(target instanceof Element)) return;
    const number = target.closest('.ticket-row')?.getAttribute('data-number');
    const row = rows.find((each) => String(each.number) === number);
    if (!row || row.confidential) return;
    timer.current = window.setTimeout(() => void client.prefetchQuery(ticketQuery(row.number)), rest);
  };
}
