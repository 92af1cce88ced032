import type { ViewCount } from '@shouwen/api';
import { type Condition, ConditionError } from '@shouwen/conditions';
import type { Context } from '../context.ts';
import { countTickets } from '../counters/count-tickets.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Tx } from '../tables.ts';
import { builtInViews } from './built-in-views.ts';
import { savedViews } from './list-views.query.ts';
import type { ViewRow } from './policy.ts';
import { storedCondition } from './read-condition.ts';

/** How many tickets each view of the viewer holds for the viewer, in the order in which views are listed. */
export async function countViews(tx: Tx, context: Context): Promise<{ items: ViewCount[] }> {
  const viewer = viewerOf(context);
  const views = [
    ...Object.entries(builtInViews).map(([id, view]) => ({ id, condition: view.condition(viewer) })),
    ...(await savedViews(tx, context)).map((view) => ({ id: view.id, condition: stored(context, view) })),
  ];
  const readable = views.flatMap(({ condition }) => condition ?? []);
  const counts = (await countTickets(tx, context, readable)).values();
  return {
    items: views.map(({ id, condition }) => {
      const counted = condition === null ? undefined : counts.next().value;
      return { id, count: counted?.count ?? null, capped: counted?.capped ?? false };
    }),
  };
}

/** Null when it asks for something that the configuration no longer has. */
function stored(context: Context, view: ViewRow): Condition | null {
  try {
    return storedCondition(context, view.condition);
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    return null;
  }
}
