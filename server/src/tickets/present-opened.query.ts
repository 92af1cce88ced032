import type { OpenedTicket } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { plannedObligations } from '../obligations/open-for-ticket.ts';
import { presentObligation } from '../obligations/present-obligation.ts';
import type { Tx } from '../tables.ts';
import { namesOf } from './people-names.query.ts';
import type { OpenedTicket as Opened } from './record-ticket.ts';

/** What the opening of a ticket answers with. */
export async function presentOpened(
  tx: Tx,
  context: Context,
  { ticket, plan }: Opened,
): Promise<z.input<typeof OpenedTicket>> {
  const obligations = plannedObligations(plan);
  const names = await namesOf(tx, context, {
    users: [ticket.first_contact_owner_id, ...obligations.map(({ row }) => row.owner_user_id)],
    teams: obligations.map(({ row }) => row.owner_team_id),
  });
  return {
    id: ticket.id,
    number: ticket.number,
    status: ticket.status_key,
    first_contact_owner: names.user(ticket.first_contact_owner_id),
    obligations: obligations.map((obligation) => presentObligation(context, obligation, names)),
  };
}
