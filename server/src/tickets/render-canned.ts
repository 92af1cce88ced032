import type { Context } from '../context.ts';
import { forbidden, notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { fillIn } from './fill-in.ts';
import { findTicket } from './find-ticket.ts';
import { ticketRights } from './policy.ts';
import { inLanguage } from './variables.ts';

/** A canned answer for a ticket, in its language and with its variables filled in, for the writer to go on with. */
export async function renderCanned(tx: Tx, context: Context, number: number, key: string): Promise<string> {
  const ticket = await findTicket(tx, context, number);
  // it may name the customer's private link, on which one speaks as the customer
  if (!ticketRights(context, ticket).write) throw forbidden('ticket.write');
  const canned = context.configuration.get('canned', key);
  if (!canned) throw notFound('canned');
  return fillIn(tx, context, ticket, inLanguage(canned.body, ticket.language));
}
