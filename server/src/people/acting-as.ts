import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { rightsOf, type Viewer } from './viewer.ts';

interface Found {
  name: string;
  language: Viewer['language'];
  time_zone: string;
  teams: string[] | null;
  grants: { role: string; unit: string }[] | null;
}

/**
 * The context in which the product carries out what a member of staff has told it to do later, with the rights that
 * the person has by now. Gives null when the person has left.
 */
export async function actingAs(tx: Tx, system: Context, userId: string): Promise<Context | null> {
  const { rows } = await sql<Found>`
    select u.name, u.language, u.time_zone,
      (select array_agg(m.team_id) from team_member m where m.org_id = u.org_id and m.user_id = u.id) as teams,
      (select json_agg(json_build_object('role', g.role_key, 'unit', g.unit_id)) from role_grant g
        where g.org_id = u.org_id and g.user_id = u.id) as grants
    from user_account u where u.org_id = ${system.org} and u.id = ${userId} and u.state = 'active'`.execute(
    tx,
  );
  const found = rows[0];
  if (!found) return null;
  const viewer: Viewer = {
    userId,
    name: found.name,
    language: found.language,
    timeZone: found.time_zone,
    teams: found.teams ?? [],
    rights: rightsOf(system.configuration, found.grants ?? []),
    scopes: null,
    sessionId: null,
    confirmedAt: null,
    secondFactorDue: false,
    credential: `later:${userId}`,
  };
  return {
    ...system,
    actor: { kind: 'user', id: userId, name: found.name },
    viewer,
    language: found.language,
  };
}
