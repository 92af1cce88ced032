import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';

/** Whether a customer takes part in a ticket beside its own. */
export async function isParticipant(
  tx: Tx,
  context: Context,
  ticketId: string,
  customerId: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('ticket_participant')
    .select('customer_id')
    .where('org_id', '=', context.org)
    .where('ticket_id', '=', ticketId)
    .where('customer_id', '=', customerId)
    .executeTakeFirst();
  return row !== undefined;
}
