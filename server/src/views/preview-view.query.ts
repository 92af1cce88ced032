import type { Context } from '../context.ts';
import { type Count, countTickets } from '../counters/count-tickets.ts';
import type { Tx } from '../tables.ts';
import { readOwnCondition } from './read-condition.ts';

/** How many tickets a view with that condition would hold for the viewer. Throws `Refusal` when it cannot be read. */
export async function previewView(tx: Tx, context: Context, condition: unknown): Promise<Count> {
  const [count] = await countTickets(tx, context, [readOwnCondition(context, condition)]);
  return count ?? { count: 0, capped: false };
}
