import type { Sharing } from '@shouwen/api';
import { isOpen, nextOpening } from '@shouwen/calendar';
import { chooseCalendar } from '../calendars/choose-calendar.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { giveOnDuty } from '../tickets/by-itself.ts';
import type { TicketRow } from '../tickets/find-ticket.ts';
import { thoseWhoSee } from '../tickets/those-who-see.ts';
import { choose } from './choose.ts';
import { membersForSharing } from './members.query.ts';
import { skillsFor } from './skills-for.ts';

/** Somebody has it now, or nobody can: then perhaps when the team's calendar opens. */
export type Assigned = { ticket: TicketRow; again: null } | { ticket: null; again: Date | null };

/**
 * Gives a locked ticket to somebody of its team who is on duty: available, while the team's calendar is open. The team's
 * turn is held meanwhile, so that many at once are shared out one after the other. The event says how it was chosen, and
 * who was passed over and why.
 */
export async function assignOnDuty(tx: Tx, context: Context, ticket: TicketRow): Promise<Assigned> {
  const { calendar } = chooseCalendar(context.configuration, ticket);
  if (!isOpen(calendar, context.now)) return { ticket: null, again: nextOpening(calendar, context.now) };
  const turn = await lockTurn(tx, context, ticket.team_id);
  const all = await membersForSharing(tx, context.org, ticket.team_id);
  const available = all.filter(({ id, state }) => state === 'available' && id !== ticket.assignee_id);
  const seeing = await thoseWhoSee(
    tx,
    context,
    ticket,
    available.map(({ id }) => id),
  );
  const members = all
    .filter(({ id }) => id !== ticket.assignee_id)
    .map((member) => ({ ...member, sees: seeing.includes(member.id) }));
  // a rule asks also where the team shares out by hand: then in turn
  const by = turn.sharing === 'manual' ? 'round_robin' : turn.sharing;
  const skills = by === 'skills' ? skillsFor(context.configuration, ticket) : [];
  const { to, passed } = choose(members, { sharing: by, last: turn.last_user_id, skills });
  if (!to) return { ticket: null, again: null };
  await tx
    .updateTable('assignment_team')
    .set({ last_user_id: to.id })
    .where('org_id', '=', context.org)
    .where('team_id', '=', ticket.team_id)
    .execute();
  const data = {
    because: 'on_duty',
    by,
    load: to.load,
    passed,
    ...(skills.length > 0 ? { skills } : {}),
  };
  return { ticket: await giveOnDuty(tx, context, ticket, to.id, data), again: null };
}

/** The same because a rule asks: where nobody is on duty, it stays with the team and is tried again. */
export async function askForDuty(tx: Tx, context: Context, ticket: TicketRow): Promise<TicketRow> {
  const { ticket: given, again } = await assignOnDuty(tx, context, ticket);
  if (given || ticket.assignee_id !== null) return given ?? ticket;
  await tx
    .insertInto('assignment_wait')
    .values({
      org_id: context.org,
      ticket_id: ticket.id,
      team_id: ticket.team_id,
      since: ticket.opened_at,
      next_at: again,
      asked: true,
    })
    .onConflict((clash) => clash.columns(['org_id', 'ticket_id']).doUpdateSet({ asked: true }))
    .execute();
  return ticket;
}

async function lockTurn(
  tx: Tx,
  context: Context,
  teamId: string,
): Promise<{ sharing: Sharing; last_user_id: string | null }> {
  await tx
    .insertInto('assignment_team')
    .values({ org_id: context.org, team_id: teamId, sharing: 'manual', last_user_id: null })
    .onConflict((clash) => clash.columns(['org_id', 'team_id']).doNothing())
    .execute();
  return tx
    .selectFrom('assignment_team')
    .select(['sharing', 'last_user_id'])
    .where('org_id', '=', context.org)
    .where('team_id', '=', teamId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}
