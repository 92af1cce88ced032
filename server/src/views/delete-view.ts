import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { viewerOf } from '../people/viewer.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { mayUse } from './policy.ts';

/** Removes a view of one's own. Throws not-found for one that the viewer may not use, and 403 for somebody else's. */
export async function deleteView(tx: Tx, context: Context, id: string): Promise<void> {
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
  await tx.deleteFrom('saved_view').where('org_id', '=', context.org).where('id', '=', id).execute();
  await appendEvent(tx, context, {
    kind: 'view.deleted',
    subject: { kind: 'view', id },
    data: { scope: view.scope },
  });
}
