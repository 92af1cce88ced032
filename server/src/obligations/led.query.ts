import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';

/**
 * Whether an obligation `o` is owed by somebody whom the viewer leads: a team that the viewer leads or that lies in a unit that the
 * viewer heads, its members, and whoever reports to the viewer, over however many steps. Only work on tickets and what comes round: the rest is confided to one person (a complaint, FCR-04; a request for instruction).
 */
export function owedByLed(context: Context): RawBuilder<boolean> {
  const { org, configuration } = context;
  const { userId } = viewerOf(context);
  const headed = new Set(
    configuration
      .units()
      .filter((unit) => unit.head_id === userId)
      .map((unit) => unit.id),
  );
  const units = configuration
    .units()
    .map((unit) => unit.id)
    .filter((id) => configuration.unitsAbove(id).some((above) => headed.has(above)));
  const teams = sql`select id from team where org_id = ${org} and (lead_id = ${userId} or unit_id = any (${units}::uuid[]))`;
  return sql<boolean>`(o.ticket_id is not null or o.subject_kind = 'schedule') and (
    o.owner_team_id in (${teams})
    or o.owner_user_id in (select m.user_id from team_member m where m.org_id = ${org} and m.team_id in (${teams}))
    or o.owner_user_id in (
      with recursive below (id) as (
        select id from user_account where org_id = ${org} and reports_to_id = ${userId}
        union select u.id from user_account u join below on u.reports_to_id = below.id where u.org_id = ${org}
      ) select id from below))`;
}
