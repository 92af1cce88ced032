import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import type { RequestRow } from './policy.ts';
import { recordStep } from './record-step.ts';

const hands = ['asker_id', 'addressee_id', 'superior_id', 'considerer_id'] as const;

// something is still to be said or done on it
const unfinished = sql<boolean>`(state in ('asked', 'instructed') or dissent = 'raised'
  or verbal and confirmed_at is null or cardinality(skipped) > 0 and reported_at is null)`;

/** Locks the unfinished requests that lie in somebody's hands, in order of id; before people, as whoever takes a step. */
export async function lockInstructionsHeldBy(
  tx: Tx,
  context: Context,
  userId: string,
): Promise<RequestRow[]> {
  return tx
    .selectFrom('instruction_request')
    .selectAll()
    .where('org_id', '=', context.org)
    .where((on) => on.or(hands.map((hand) => on(hand, '=', userId))))
    .where(unfinished)
    .orderBy('id')
    .forUpdate()
    .execute();
}

/**
 * Gives the unfinished requests that a leaver has in hand to the successor: what the leaver asked and carries on, and what waits for
 * the leaver's word. Who asked and who instructed stays on record.
 */
export async function rehomeInstructions(
  tx: Tx,
  context: Context,
  { from, to }: { from: string; to: string },
): Promise<void> {
  for (const request of await lockInstructionsHeldBy(tx, context, from)) {
    const held = hands.filter((hand) => request[hand] === from);
    await recordStep(tx, context, request, {
      kind: 'handed_over',
      eventId: newId(context.now),
      by: from,
      to,
      set: Object.fromEntries(held.map((hand) => [hand, to])),
      tell: [],
    });
  }
}
