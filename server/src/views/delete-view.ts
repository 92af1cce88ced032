import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import type { Tx } from '../tables.ts';
import { lockOwnView } from './own-view.ts';

/** Removes a view of one's own. */
export async function deleteView(tx: Tx, context: Context, id: string): Promise<void> {
  const view = await lockOwnView(tx, context, id);
  await tx.deleteFrom('saved_view').where('org_id', '=', context.org).where('id', '=', id).execute();
  await appendEvent(tx, context, {
    kind: 'view.deleted',
    subject: { kind: 'view', id },
    data: { scope: view.scope },
  });
}
