import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';

/** Ends the private links of a customer to a ticket; a later `customerLink` makes a new one. */
export async function revokeCustomerLinks(
  tx: Tx,
  context: Context,
  ticketId: string,
  customerId: string,
): Promise<void> {
  await tx
    .updateTable('private_link')
    .set({ revoked_at: context.now })
    .where('org_id', '=', context.org)
    .where('kind', '=', 'customer')
    .where('ticket_id', '=', ticketId)
    .where('customer_id', '=', customerId)
    .where('revoked_at', 'is', null)
    .execute();
}
