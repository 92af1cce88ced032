import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { revokeCustomerLinks } from '../links/revoke-customer-links.ts';
import type { Tx } from '../tables.ts';
import { lockForWork } from './find-ticket.ts';
import { knownCustomer } from './known-customer.ts';
import { mailLink } from './mail-link.ts';
import { isSameCustomer } from './same-customer.ts';
import { threadsOf } from './threads.query.ts';

/**
 * Lets another customer see and follow the ticket: on a private link of their own, which goes to them by mail, and
 * with every reply from then on. The ticket's own customer is one already.
 */
export async function addParticipant(
  tx: Tx,
  context: Context,
  number: number,
  customerId: string,
): Promise<void> {
  const ticket = await lockForWork(tx, context, number, 'write');
  const customer = await knownCustomer(tx, context, customerId, 'customer_id');
  if (await isSameCustomer(tx, context, customer.id, ticket.customer_id)) return;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('ticket_participant')
    .values({ org_id: context.org, ticket_id: ticket.id, customer_id: customer.id })
    .onConflict((clash) => clash.columns(['org_id', 'ticket_id', 'customer_id']).doNothing())
    .executeTakeFirst();
  if (!numInsertedOrUpdatedRows) return;
  const eventId = await tell(tx, context, 'ticket.participant_added', ticket.id, customer.id);
  await mailLink(tx, context, ticket, customer.id, { text: 'participant', eventId });
}

/** Takes a participant away, with the private link; also from the threads merged in. */
export async function removeParticipant(
  tx: Tx,
  context: Context,
  number: number,
  customerId: string,
): Promise<void> {
  const ticket = await lockForWork(tx, context, number, 'write');
  const threads = (await threadsOf(tx, context, ticket.id)).map((thread) => thread.id);
  const removed = await tx
    .deleteFrom('ticket_participant')
    .where('org_id', '=', context.org)
    .where('ticket_id', 'in', threads)
    .where('customer_id', '=', customerId)
    .returning('ticket_id')
    .execute();
  for (const { ticket_id } of removed) {
    await revokeCustomerLinks(tx, context, ticket_id, customerId);
    await tell(tx, context, 'ticket.participant_removed', ticket_id, customerId);
  }
}

async function tell(
  tx: Tx,
  context: Context,
  kind: string,
  ticketId: string,
  customer: string,
): Promise<string> {
  return appendEvent(tx, context, {
    kind,
    subject: { kind: 'ticket', id: ticketId },
    ticketId,
    data: { customer },
  });
}
