import type { OpenedTicket } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { plannedObligations } from '../obligations/open-for-ticket.ts';
import { presentObligation } from '../obligations/present-obligation.ts';
import type { OpenedTicket as Opened } from './record-ticket.ts';

/** What the opening of a ticket answers with. */
export function presentOpened(
  context: Context,
  { ticket, plan, names }: Opened,
): z.input<typeof OpenedTicket> {
  return {
    id: ticket.id,
    number: ticket.number,
    status: ticket.status_key,
    first_contact_owner: names.user(ticket.first_contact_owner_id),
    obligations: plannedObligations(plan).map((obligation) => presentObligation(context, obligation, names)),
  };
}
