import type { QueryClient } from '@tanstack/react-query';

const listDelay = 400;
let listTimer: number | undefined;

/** Fetches these tickets again where they are on screen, and the lists in which they may stand now. */
export function refreshTickets(client: QueryClient, numbers: readonly number[]): void {
  for (const number of numbers) void client.invalidateQueries({ queryKey: ['ticket', number] });
  refreshLists(client);
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
  void client.invalidateQueries({ queryKey: ['notifications'] });
}

/** Fetches everything on screen again. */
export function refreshAll(client: QueryClient): void {
  void client.invalidateQueries();
}
