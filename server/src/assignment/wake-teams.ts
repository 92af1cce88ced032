import { sql } from 'kysely';
import type { Tx } from '../tables.ts';

/** Makes what waits in the teams of these people due. */
export async function wakeTeamsOf(tx: Tx, org: number, users: readonly string[], now: Date): Promise<void> {
  if (users.length === 0) return;
  await sql`
    update assignment_wait w set next_at = ${now}, nudged = w.nudged + 1
    where w.org_id = ${org} and w.team_id in (
      select m.team_id from team_member m where m.org_id = ${org} and m.user_id = any (${users}::uuid[]))`.execute(
    tx,
  );
}
