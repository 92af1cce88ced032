import type { TicketObligation } from '../queries.ts';

/** The obligation that is due first: open ones by due time, then paused ones. */
export function firstRunning(obligations: readonly TicketObligation[]): TicketObligation | undefined {
  return inOrder(obligations)[0];
}

const rank = { open: 0, paused: 1, done: 2, waived: 3, cancelled: 4 } as const;

/** Running ones first, soonest first; then what has ended. */
export function inOrder(obligations: readonly TicketObligation[]): TicketObligation[] {
  return [...obligations].sort(
    (a, b) => rank[a.state] - rank[b.state] || (a.due_at ?? '9').localeCompare(b.due_at ?? '9'),
  );
}
