import type { DutyOf, PersonSharing, TeamSharing } from '@shouwen/api';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { requirePermission, viewerOf } from '../people/viewer.ts';
import type { Tx } from '../tables.ts';

/** How everybody says they are; who has said nothing is left out. */
export async function listDuty(tx: Tx, context: Context): Promise<z.input<typeof DutyOf>[]> {
  viewerOf(context);
  const { rows } = await sql<{ user_id: string; state: 'available' | 'away' | 'off'; since: Date }>`
    select d.user_id, d.state, d.since from duty d
      join user_account u on u.org_id = d.org_id and u.id = d.user_id and u.state = 'active'
    where d.org_id = ${context.org} order by d.user_id`.execute(tx);
  return rows.map((row) => ({ ...row, since: row.since.toISOString() }));
}

/** How teams share out, and what people take and know. */
export async function listSharing(
  tx: Tx,
  context: Context,
): Promise<{ teams: z.input<typeof TeamSharing>[]; people: z.input<typeof PersonSharing>[] }> {
  requirePermission(context, 'people.read');
  const { rows: teams } = await sql<z.input<typeof TeamSharing>>`
    select t.id as team_id, coalesce(a.sharing, 'manual') as sharing,
      (select count(*)::int from assignment_wait w where w.org_id = t.org_id and w.team_id = t.id) as waiting
    from team t left join assignment_team a on a.org_id = t.org_id and a.team_id = t.id
    where t.org_id = ${context.org} and t.deactivated_at is null order by t.id`.execute(tx);
  const people = await tx
    .selectFrom('assignment_person')
    .select(['user_id', 'capacity', 'skills'])
    .where('org_id', '=', context.org)
    .orderBy('user_id')
    .execute();
  return { teams, people };
}
