import type { Context } from '../context.ts';
import { whoStandsFor } from '../people/find-people.ts';
import type { Tx } from '../tables.ts';
import type { TicketSet } from './apply-change.ts';
import type { TicketRow } from './find-ticket.ts';

const hands = ['assignee_id', 'first_contact_owner_id'] as const;

/**
 * Sees to it that a ticket never comes into the hands of somebody who has left: what is given to a leaver, and what a
 * leaver held when it was closed and is opened again now, goes to whoever took over. Looks only when a ticket changes
 * hands or is opened again, and holds the people's rows, so that none of them leaves before it is written.
 */
export async function settleHolders(
  tx: Tx,
  context: Context,
  before: TicketRow,
  set: TicketSet,
): Promise<TicketSet> {
  const to = set.status_category;
  const reopened = before.status_category === 'closed' && to !== undefined && to !== 'closed';
  const settled: TicketSet = {};
  const people = new Map<(typeof hands)[number], string>();
  for (const hand of hands) {
    const holder = set[hand] === undefined ? before[hand] : set[hand];
    if (holder && (holder !== before[hand] || reopened)) people.set(hand, holder);
  }
  if (people.size === 0) return set;
  const present = await whoStandsFor(tx, context, [...people.values()]);
  for (const [hand, holder] of people) {
    const successor = present.get(holder) ?? null;
    if (successor !== holder) settled[hand] = successor;
  }
  return { ...set, ...settled };
}
