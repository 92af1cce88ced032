import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import type { Tx } from '../tables.ts';

/** Gives the shared views of a leaver to the successor, for others work with them; private ones are deleted. */
export async function rehomeViews(
  tx: Tx,
  context: Context,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const passed = await tx
    .updateTable('saved_view')
    .set({ owner_id: to })
    .where('org_id', '=', context.org)
    .where('owner_id', '=', from)
    .where('scope', '<>', 'private')
    .returning('id')
    .execute();
  const deleted = await tx
    .deleteFrom('saved_view')
    .where('org_id', '=', context.org)
    .where('owner_id', '=', from)
    .returning('id')
    .execute();
  for (const { id } of passed)
    await appendEvent(tx, context, {
      kind: 'view.owner_changed',
      subject: { kind: 'view', id },
      data: { from, to, reason: 'leaver' },
    });
  for (const { id } of deleted)
    await appendEvent(tx, context, {
      kind: 'view.deleted',
      subject: { kind: 'view', id },
      data: { owner: from, reason: 'leaver' },
    });
}
