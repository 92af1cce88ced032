import { changeOwner } from '@shouwen/obligations';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { selectionOf } from '../policies/selection-of.ts';
import type { Tx } from '../tables.ts';
import { lockObligations, saveChange } from './store.ts';
import { superiorsOf } from './superiors.ts';
import { ownerFor } from './ticket-terms.ts';

/** Locks the unfinished tickets of a team in order of id; before the team's own row, as whoever puts a ticket there. */
export async function lockTeamTickets(tx: Tx, context: Context, teamId: string): Promise<void> {
  await teamTickets(tx, context, teamId).forUpdate().execute();
}

/** Gives what is the team lead's to do on the team's tickets to the new lead (to the team when there is none). */
export async function followTeamLead(
  tx: Tx,
  context: Context,
  { teamId, leadId }: { teamId: string; leadId: string | null },
): Promise<void> {
  for (const ticket of await teamTickets(tx, context, teamId).forUpdate().execute()) {
    const { kinds } = await selectionOf(tx, context, ticket);
    const superiors = await superiorsOf(tx, context, ticket, leadId, kinds);
    for (const loaded of await lockObligations(tx, context, ticket.id)) {
      const spec = kinds.find(({ key }) => key === loaded.row.kind)?.value;
      if (!spec || (loaded.clock.state !== 'open' && loaded.clock.state !== 'paused')) continue;
      const { owner_user_id, owner_team_id } = loaded.row;
      const owner = ownerFor(spec, ticket, superiors);
      if (owner.owner_user_id === owner_user_id && owner.owner_team_id === owner_team_id) continue;
      const event = await appendEvent(tx, context, {
        kind: 'obligation.owner_changed',
        subject: { kind: 'obligation', id: loaded.row.id },
        ticketId: ticket.id,
        data: {
          obligation: loaded.row.id,
          kind: loaded.row.kind,
          from: owner_user_id ?? owner_team_id,
          to: owner.owner_user_id ?? owner.owner_team_id,
          reason: 'team_lead',
        },
      });
      const step = { from: { owner_user_id, owner_team_id }, to: owner };
      const change = changeOwner(loaded.clock, loaded.calendar, step, { at: context.now, event });
      await saveChange(tx, context, loaded, change, { owner });
    }
  }
}

function teamTickets(tx: Tx, context: Context, teamId: string) {
  return tx
    .selectFrom('ticket') // index ticket_by_team
    .selectAll()
    .where('org_id', '=', context.org)
    .where('team_id', '=', teamId)
    .where('status_category', '<>', 'closed')
    .orderBy('id');
}
