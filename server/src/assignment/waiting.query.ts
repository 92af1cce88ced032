import { sql } from 'kysely';
import type { Tx } from '../tables.ts';

export interface Unowned {
  id: string;
  team_id: string;
  opened_at: Date;
}

/**
 * Open tickets that nobody has, of teams that share out or because a rule asked: of one team (index ticket_by_team), or among some. One that
 * sleeps until a moment is left alone.
 */
export async function nobodyHas(
  tx: Tx,
  org: number,
  which: { team: string } | { ids: readonly string[] },
): Promise<Unowned[]> {
  const narrow = 'team' in which ? sql`t.team_id = ${which.team}` : sql`t.id = any (${which.ids}::uuid[])`;
  const { rows } = await sql<Unowned>`
    select t.id, t.team_id, t.opened_at from ticket t
      left join assignment_team a on a.org_id = t.org_id and a.team_id = t.team_id
      left join assignment_wait w on w.org_id = t.org_id and w.ticket_id = t.id
    where t.org_id = ${org} and ${narrow} and (a.sharing <> 'manual' or w.asked) and t.assignee_id is null and t.merged_into_id is null
      and t.snoozed_until is null and t.status_category not in ('resolved', 'closed')
    order by t.id`.execute(tx);
  return rows;
}

/** Whether any team shares out, or anything waits. */
export async function anythingShared(tx: Tx, org: number): Promise<boolean> {
  const { rows } = await sql<{ any: boolean }>`
    select exists (select 1 from assignment_team where org_id = ${org} and sharing <> 'manual')
      or exists (select 1 from assignment_wait where org_id = ${org}) as any`.execute(tx);
  return rows[0]?.any ?? false;
}
