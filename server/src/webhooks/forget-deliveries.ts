import type { Tx } from '../tables.ts';

const keptFor = 30 * 24 * 3_600_000;

/** Forgets deliveries that ended more than 30 days ago (index webhook_delivery_done). Gives how many. */
export async function forgetOldDeliveries(tx: Tx, org: number, now: Date): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('webhook_delivery')
    .where('org_id', '=', org)
    .where('state', 'in', ['delivered', 'failed'])
    .where('last_at', '<', new Date(now.getTime() - keptFor))
    .executeTakeFirst();
  return Number(numDeletedRows);
}
