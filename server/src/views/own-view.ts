import type { Context } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { mayUse, type ViewRow } from './policy.ts';

/** A view of one's own, locked. Throws not-found for one that the viewer may not use, and 403 for somebody else's. */
export async function lockOwnView(tx: Tx, context: Context, id: string): Promise<ViewRow> {
  const viewer = viewerOf(context);
  const view = await tx
    .selectFrom('saved_view')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!view || !mayUse(viewer, view)) throw notFound('view');
  if (view.owner_id !== viewer.userId) throw new Refusal('forbidden', 'view_not_yours');
  return view;
}
