import type { ViewGrouping, ViewSort } from '@shouwen/api';
import { type Condition, ConditionError } from '@shouwen/conditions';
import type { Context } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { isId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { builtInView } from './built-in-views.ts';
import { mayUse } from './policy.ts';
import { storedCondition } from './read-condition.ts';

export interface FoundView {
  condition: Condition;
  sort: ViewSort;
  grouping: ViewGrouping | null;
}

/**
 * A view: a built-in one by key, or a saved one that this viewer may use. Throws not-found, and 409 for a saved one that
 * asks for a field or choice which the configuration no longer has.
 */
export async function findView(tx: Tx, context: Context, key: string): Promise<FoundView> {
  const viewer = viewerOf(context);
  const builtIn = builtInView(key);
  if (builtIn) return { condition: builtIn.condition(viewer), sort: builtIn.sort, grouping: null };
  if (!isId(key)) throw notFound('view');
  const view = await tx
    .selectFrom('saved_view')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', '=', key)
    .executeTakeFirst();
  if (!view || !mayUse(viewer, view)) throw notFound('view');
  try {
    return {
      condition: storedCondition(context, view.condition),
      sort: view.sort,
      grouping: view.grouping,
    };
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    throw conflict('view_outdated', { params: { message: error.message } });
  }
}
