import type { QueryClient } from '@tanstack/react-query';

const listDelay = 250;
let listTimer: number | undefined;

/** Fetches these tickets again where they are on screen. */
export function refreshTickets(client: QueryClient, numbers: readonly number[]): void {
  for (const number of numbers) void client.invalidateQueries({ queryKey: ['ticket', number] });
}

/** Fetches lists again, once for a burst of changes. */
export function refreshLists(client: QueryClient): void {
  window.clearTimeout(listTimer);
  listTimer = window.setTimeout(() => {
    void client.invalidateQueries({ queryKey: ['tickets'] });
  }, listDelay);
}

export function refreshDuties(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['duties'] });
}

/** Fetches everything on screen again. */
export function refreshAll(client: QueryClient): void {
  void client.invalidateQueries();
}
