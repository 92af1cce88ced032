import type { Condition } from '@shouwen/conditions';
import type { Context } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';
import { notFound } from '../platform/errors.ts';
import { isId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { builtInViews } from './built-in-views.ts';

/** The condition of a view: a built-in one by key, or a saved one that this viewer may use. Throws not-found. */
export async function findView(tx: Tx, context: Context, key: string): Promise<Condition> {
  const viewer = viewerOf(context);
  const builtIn = builtInViews[key];
  if (builtIn) return builtIn(viewer);
  if (!isId(key)) throw notFound('view');
  const view = await tx
    .selectFrom('saved_view')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', '=', key)
    .executeTakeFirst();
  const shared =
    view &&
    (view.scope === 'all' ||
      view.owner_id === viewer.userId ||
      (view.team_id !== null && viewer.teams.includes(view.team_id)));
  if (!view || !shared) throw notFound('view');
  return view.condition;
}
