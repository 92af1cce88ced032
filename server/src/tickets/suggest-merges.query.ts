import type { TicketSummary } from '@shouwen/api';
import type { Context } from '../context.ts';
import { everyIdOf, topsOf } from '../customers/merged-customers.ts';
import type { Tx } from '../tables.ts';
import { findTicket } from './find-ticket.ts';
import { namesOf } from './people-names.query.ts';
import { ticketsWhere } from './policy.ts';
import { presentSummary } from './present-ticket.ts';
import { similarity } from './similarity.ts';

const alikeFrom = 0.4;
const lookedAt = 200;
const shown = 5;

/** Other tickets of the same person that are not closed and seem to be about the same thing, most alike first. */
export async function suggestMerges(
  tx: Tx,
  context: Context,
  number: number,
): Promise<(TicketSummary & { similarity: number })[]> {
  const ticket = await findTicket(tx, context, number);
  const tops = await topsOf(tx, context, [ticket.customer_id]);
  const person = await everyIdOf(tx, context, tops.get(ticket.customer_id) ?? ticket.customer_id);
  const rows = await tx
    .selectFrom('ticket as t')
    .selectAll('t')
    .where('t.org_id', '=', context.org)
    .where('t.customer_id', 'in', person)
    .where('t.id', '<>', ticket.id)
    .where(
      ticketsWhere(context, {
        all: [{ field: 'merged', is: false }, { not: { field: 'status_category', is: 'closed' } }],
      }),
    )
    .orderBy('t.last_activity_at', 'desc')
    .limit(lookedAt)
    .execute();
  const alike = rows
    .map((row) => ({ row, similarity: similarity(row.subject, ticket.subject) }))
    .filter((one) => one.similarity >= alikeFrom)
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, shown);
  const names = await namesOf(tx, context, {
    users: alike.flatMap(({ row }) => [row.assignee_id, row.first_contact_owner_id]),
    teams: alike.map(({ row }) => row.team_id),
    customers: alike.map(({ row }) => row.customer_id),
  });
  return alike.map(({ row, similarity }) => ({ ...presentSummary(row, names, null), similarity }));
}
