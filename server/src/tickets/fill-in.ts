import type { Context } from '../context.ts';
import { customerLink } from '../links/customer-link.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from './find-ticket.ts';
import { namesOf } from './people-names.query.ts';
import { inLanguage, type VariableName, variablesIn, withVariables } from './variables.ts';

/** A text with its variables filled in for a ticket; what is no variable stays as it is. */
export async function fillIn(tx: Tx, context: Context, ticket: TicketRow, text: string): Promise<string> {
  const named = variablesIn(text);
  if (named.length === 0) return text;
  const names = await namesOf(tx, context, { teams: [ticket.team_id], customers: [ticket.customer_id] });
  const values: Record<Exclude<VariableName, 'ticket.link'>, string> = {
    'customer.name': names.customer(ticket.customer_id).name,
    'agent.name': context.actor.name,
    'team.name': inLanguage(names.team(ticket.team_id).name, ticket.language),
    'organisation.name': context.configuration.organisation,
    'ticket.number': String(ticket.number),
    'ticket.subject': ticket.subject,
  };
  // making a link is a write, so only when it is named
  const link = named.includes('ticket.link')
    ? { 'ticket.link': await customerLink(tx, context, ticket.id, ticket.customer_id) }
    : {};
  return withVariables(text, { ...values, ...link });
}
