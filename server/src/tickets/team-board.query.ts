import type { BoardColumn, LocalText, PersonRef } from '@shouwen/api';
import { allOf, type Condition } from '@shouwen/conditions';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { requirePermission } from '../people/viewer.ts';
import { notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from './find-ticket.ts';
import { unmerged } from './list-tickets.query.ts';
import { namesOf } from './people-names.query.ts';
import { ticketsWhere } from './policy.ts';
import { presentSummary } from './present-ticket.ts';

type Counted = TicketRow & { open: number; late: number; waits: number };

const unfinished: Condition = {
  field: 'status_category',
  in: ['new', 'open', 'waiting_for_customer', 'on_hold'],
};

/**
 * The unfinished tickets of a team that the viewer may see, by who has them: first what nobody has, then the members
 * who are active (those without any as well), then others who still hold some. Counts are of all, whatever the limit of rows.
 */
export async function teamBoard(
  tx: Tx,
  context: Context,
  teamId: string,
  limit: number,
): Promise<{ team: { id: string; name: LocalText }; columns: BoardColumn[] }> {
  requirePermission(context, 'people.read');
  const { members, ...team } = await teamOf(tx, context, teamId);
  const rows = await rowsOf(tx, context, teamId, limit);
  const names = await namesOf(tx, context, {
    users: rows.flatMap((row) => [row.assignee_id, row.first_contact_owner_id]),
    teams: [teamId],
    customers: rows.map((row) => row.customer_id),
  });
  const others = [...new Set(rows.map((row) => row.assignee_id))]
    .filter((id) => id !== null)
    .filter((id) => !members.some((member) => member.id === id))
    .flatMap((id) => names.user(id) ?? [])
    .sort((a, b) => a.name.localeCompare(b.name));
  const owners = [null, ...members, ...others];
  const elsewhere = await openElsewhere(
    tx,
    context,
    teamId,
    owners.flatMap((owner) => (owner ? [owner.id] : [])),
  );
  return {
    team,
    columns: owners.map((owner) => {
      const mine = rows.filter((row) => row.assignee_id === (owner?.id ?? null));
      return {
        owner: owner ? { id: owner.id, name: owner.name } : null,
        member: owner !== null && members.some((member) => member.id === owner.id),
        open: mine[0]?.open ?? 0,
        overdue: mine[0]?.late ?? 0,
        waiting: mine[0]?.waits ?? 0,
        elsewhere: elsewhere.get(owner?.id ?? '') ?? 0,
        items: mine.map((row) => presentSummary(row, names, null)),
      };
    }),
  };
}

interface BoardTeam {
  id: string;
  name: LocalText;
  members: PersonRef[];
}

/** A team with those who can be given something: not those who are invited and have not come yet. */
async function teamOf(tx: Tx, context: Context, id: string): Promise<BoardTeam> {
  const team = await tx
    .selectFrom('team')
    .select(['id', 'name'])
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!team) throw notFound('team');
  const members = await tx
    .selectFrom('team_member as m')
    .innerJoin('user_account as u', (join) =>
      join.onRef('u.org_id', '=', 'm.org_id').onRef('u.id', '=', 'm.user_id'),
    )
    .select(['u.id', 'u.name'])
    .where('m.org_id', '=', context.org)
    .where('m.team_id', '=', id)
    .where('u.state', '=', 'active')
    .orderBy('u.name')
    .orderBy('u.id')
    .execute();
  return { ...team, members };
}

/** Index ticket_by_team finds the team's open ones; they are numbered within each person in the order of the board. */
async function rowsOf(tx: Tx, context: Context, teamId: string, limit: number): Promise<Counted[]> {
  const listed = allOf({ field: 'team', is: teamId }, unfinished, unmerged);
  const { rows } = await sql<Counted>`
    select * from (
      select t.*,
        row_number() over (partition by t.assignee_id
          order by t.next_due_at asc nulls last, t.id)::int as place,
        count(*) over (partition by t.assignee_id)::int as open,
        (count(*) filter (where t.overdue) over (partition by t.assignee_id))::int as late,
        (count(*) filter (where t.status_category in ('waiting_for_customer', 'on_hold'))
          over (partition by t.assignee_id))::int as waits
      from ticket t
      where t.org_id = ${context.org} and t.status_category <> 'closed' and ${ticketsWhere(context, listed)}
    ) of_team
    where place <= ${limit} order by place, id`.execute(tx);
  return rows;
}

/** How many unfinished tickets of other teams each of these people has (index ticket_by_assignee). */
async function openElsewhere(
  tx: Tx,
  context: Context,
  teamId: string,
  people: string[],
): Promise<Map<string, number>> {
  if (people.length === 0) return new Map();
  const listed = allOf({ field: 'assignee', in: people }, unfinished, unmerged);
  const { rows } = await sql<{ assignee_id: string; open: number }>`
    select t.assignee_id, count(*)::int as open from ticket t
    where t.org_id = ${context.org} and t.status_category <> 'closed' and t.team_id <> ${teamId}
      and ${ticketsWhere(context, listed)}
    group by t.assignee_id`.execute(tx);
  return new Map(rows.map((row) => [row.assignee_id, row.open]));
}
