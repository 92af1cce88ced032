import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import type { Tx } from '../tables.ts';

/** Makes the successor answer for the webhooks that a leaver set up; they go on running. */
export async function rehomeWebhooks(
  tx: Tx,
  context: Context,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const passed = await tx
    .updateTable('webhook')
    .set({ created_by: to })
    .where('org_id', '=', context.org)
    .where('created_by', '=', from)
    .where('deleted_at', 'is', null)
    .returning('id')
    .execute();
  for (const { id } of passed)
    await appendEvent(tx, context, {
      kind: 'webhook.owner_changed',
      subject: { kind: 'webhook', id },
      data: { from, to, reason: 'leaver' },
    });
}
