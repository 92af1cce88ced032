import type { QueryClient } from '@tanstack/react-query';

const listDelay = 400;
let listTimer: number | undefined;
const countsEvery = 4_000;
let countsTimer: number | undefined;
let countedAt = 0;

/** Fetches these tickets again where they are on screen, and the lists in which they may stand now. */
export function refreshTickets(client: QueryClient, numbers: readonly number[]): void {
  for (const number of numbers) {
    void client.invalidateQueries({ queryKey: ['ticket', number] });
    void client.invalidateQueries({ queryKey: ['instructions', 'ticket', number] });
  }
  refreshLists(client);
}

/** Fetches lists again, once for a burst of changes, and the numbers beside the views. */
export function refreshLists(client: QueryClient): void {
  refreshCounts(client);
  window.clearTimeout(listTimer);
  listTimer = window.setTimeout(() => {
    void client.invalidateQueries({ queryKey: ['tickets'] });
  }, listDelay);
}

/**
 * Fetches the numbers beside the views and on the wallboard again: soon after a change, but never more often than every few seconds however
 * much is going on, and behind other windows only when one comes back.
 */
export function refreshCounts(client: QueryClient): void {
  if (countsTimer !== undefined) return;
  const wait = Math.max(listDelay, countedAt + countsEvery - Date.now());
  countsTimer = window.setTimeout(() => {
    countsTimer = undefined;
    countedAt = Date.now();
    for (const queryKey of [['view-counts'], ['wallboard']])
      void client.invalidateQueries({ queryKey, refetchType: document.hidden ? 'none' : 'active' });
  }, wait);
}

export function refreshDuties(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['duties'] });
  void client.invalidateQueries({ queryKey: ['notifications'] });
  void client.invalidateQueries({ queryKey: ['instructions'] });
}

/** Fetches everything on screen again. */
export function refreshAll(client: QueryClient): void {
  void client.invalidateQueries();
}
