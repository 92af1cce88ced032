import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { notify } from '../notifications/notify.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from './find-ticket.ts';

/**
 * A request reached a second team as well: it stays one ticket, and those of the other team watch it from now on, so
 * that they may see it whatever unit they are of, and hear of it at once.
 */
export async function alsoAddressed(
  tx: Tx,
  context: Context,
  ticket: Pick<TicketRow, 'id' | 'team_id'>,
  team: { id: string; mailbox: string },
): Promise<void> {
  if (team.id === ticket.team_id) return;
  const members = await tx
    .selectFrom('team_member as m')
    .innerJoin('user_account as u', (join) =>
      join.onRef('u.org_id', '=', 'm.org_id').onRef('u.id', '=', 'm.user_id'),
    )
    .select('u.id')
    .where('m.org_id', '=', context.org)
    .where('m.team_id', '=', team.id)
    .where('u.state', '=', 'active')
    .orderBy('u.id')
    .execute();
  if (members.length > 0)
    await tx
      .insertInto('ticket_watcher')
      .values(members.map(({ id }) => ({ org_id: context.org, ticket_id: ticket.id, user_id: id })))
      .onConflict((clash) => clash.columns(['org_id', 'ticket_id', 'user_id']).doNothing())
      .execute();
  const eventId = await appendEvent(tx, context, {
    kind: 'ticket.also_addressed',
    subject: { kind: 'ticket', id: ticket.id },
    ticketId: ticket.id,
    data: { team: team.id, mailbox: team.mailbox },
  });
  const users = members.map(({ id }) => id);
  await notify(tx, context, { users, kind: 'ticket.also_addressed', ticketId: ticket.id, eventId });
}
