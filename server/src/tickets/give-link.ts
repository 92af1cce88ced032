import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { customerLink } from '../links/customer-link.ts';
import { conflict, invalid } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { lockForWork } from './find-ticket.ts';
import { mailLink } from './mail-link.ts';
import { followersOf } from './recipients.query.ts';

/**
 * The private link on which a customer reads and answers, for whoever has the customer on the phone; `send` also mails
 * it. For the ticket's customer unless another one who takes part is named. Whoever holds it speaks as the customer,
 * so it takes the right to write, and giving it is an event.
 */
export async function giveLink(
  tx: Tx,
  context: Context,
  number: number,
  { customer_id, send }: { customer_id?: string | undefined; send?: boolean | undefined },
): Promise<string> {
  const ticket = await lockForWork(tx, context, number, 'write');
  const customer = customer_id ?? ticket.customer_id;
  const follower = (await followersOf(tx, context, ticket.id)).find((one) => one.customerId === customer);
  if (!follower) throw invalid('customer_id', 'customer_not_on_ticket');
  const url = await customerLink(tx, context, follower.thread.id, customer);
  const eventId = newId(context.now);
  if (send && !(await mailLink(tx, context, ticket, customer, { text: 'customer_link', eventId })))
    throw conflict('no_address');
  await appendEvent(tx, context, {
    id: eventId,
    kind: 'ticket.link_given',
    subject: { kind: 'ticket', id: ticket.id },
    ticketId: ticket.id,
    data: { customer, sent: send ?? false },
  });
  return url;
}
