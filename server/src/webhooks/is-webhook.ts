import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';

/** Whether there is such a webhook. */
export async function isWebhook(tx: Tx, context: Context, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('webhook')
    .select('id')
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
