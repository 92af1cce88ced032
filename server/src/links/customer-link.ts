import type { Context } from '../context.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { linkUrl } from './token.ts';

/** The address of a customer's private link to a ticket; the same link each time, made when there is none yet. */
export async function customerLink(
  tx: Tx,
  context: Context,
  ticketId: string,
  customerId: string,
): Promise<string> {
  const known = await tx
    .selectFrom('private_link')
    .select('id')
    .where('org_id', '=', context.org)
    .where('kind', '=', 'customer')
    .where('ticket_id', '=', ticketId)
    .where('customer_id', '=', customerId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (known) return linkUrl(context.app, known.id);
  const id = newId(context.now);
  await tx
    .insertInto('private_link')
    .values({
      org_id: context.org,
      id,
      kind: 'customer',
      ticket_id: ticketId,
      customer_id: customerId,
      consultation_id: null,
      created_at: context.now,
      created_by: context.actor.kind === 'user' ? context.actor.id : null,
      expires_at: null,
      revoked_at: null,
    })
    .execute();
  return linkUrl(context.app, id);
}
