import { sql } from 'kysely';
import type { Tx } from '../tables.ts';
import type { Member } from './choose.ts';

/**
 * The members of a team in the order of turns, with what they have to do (index ticket_by_assignee). The rows of those who
 * are available are held to the end of the transaction, so that no other team fills somebody up meanwhile.
 */
export async function membersForSharing(
  tx: Tx,
  org: number,
  teamId: string,
): Promise<Omit<Member, 'sees'>[]> {
  await sql`
    select 1 from duty d where d.org_id = ${org} and d.state = 'available' and d.user_id in (
      select m.user_id from team_member m where m.org_id = ${org} and m.team_id = ${teamId})
    order by d.user_id for update`.execute(tx);
  const { rows } = await sql<Omit<Member, 'sees'>>`
    select u.id, coalesce(d.state, 'off') as state, p.capacity, coalesce(p.skills, '{}') as skills,
      (select count(*)::int from ticket t where t.org_id = u.org_id and t.assignee_id = u.id
        and t.status_category <> 'closed' and t.status_category <> 'resolved' and t.merged_into_id is null) as load
    from team_member m
      join user_account u on u.org_id = m.org_id and u.id = m.user_id and u.state = 'active'
      left join duty d on d.org_id = u.org_id and d.user_id = u.id
      left join assignment_person p on p.org_id = u.org_id and p.user_id = u.id
    where m.org_id = ${org} and m.team_id = ${teamId}
    order by u.id`.execute(tx);
  return rows;
}
