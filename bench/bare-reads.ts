import type { Pool } from 'pg';
import { type BareWorld, namesOn, visible } from './bare.ts';

/**
 * The tickets whose documents answer `query`, newest first, with the names on them: the same index, in two round trips.
 * `team` narrows them.
 */
export async function bareSearch(
  pool: Pool,
  world: BareWorld,
  query: string,
  team: string | null,
): Promise<number> {
  const { rows } = await pool.query({
    name: team ? 'bare-search-team' : 'bare-search',
    text: `select t.* from search_document d join ticket t on t.org_id = d.org_id and t.id = d.ticket_id
      where d.org_id = $1 and d.words @@ $5::tsquery and t.merged_into_id is null and ${visible} ${team ? 'and t.team_id = $6' : ''}
      order by d.activity_at desc, d.ticket_id desc limit 51`,
    values: [world.org, world.agent, world.units, world.teams, query, ...(team ? [team] : [])],
  });
  await namesOn(pool, world, rows);
  return rows.length;
}

const unfinished = "status_category in ('new', 'open', 'waiting_for_customer', 'on_hold')";
const cell =
  'unit_id, team_id, assignee_id, status_category, type_key, priority, overdue, confidential, snoozed, merged';

/** What the eleven views that everybody has hold for this agent, in one statement: sums of cells, and live counts of what no cell knows. */
export async function bareCounters(pool: Pool, world: BareWorld): Promise<(number | undefined)[]> {
  const mine = (condition: string) =>
    `coalesce(sum(c.tickets) filter (where not merged and ${condition}), 0)::bigint`;
  const live = (condition: string) =>
    `(select count(*) from (select 1 from ticket t where t.org_id = $1 and t.merged_into_id is null and ${visible} and ${condition} limit 1000) found)`;
  const cells = (table: string) =>
    `select ${cell}, tickets from ${table} where org_id = $1
     and (assignee_id = $2 or ((unit_id = any ($3::uuid[]) or team_id = any ($4::uuid[])) and not confidential))`;
  const { rows } = await pool.query<number[]>({
    name: 'bare-counters',
    rowMode: 'array',
    text: `select
      ${mine(`assignee_id = $2 and ${unfinished} and not snoozed`)},
      ${live(`t.first_contact_owner_id = $2 and (t.${unfinished} or t.status_category = 'resolved') and t.snoozed_until is null`)},
      ${mine(`team_id = any ($4::uuid[]) and ${unfinished} and not snoozed`)},
      ${mine(`assignee_id is null and ${unfinished} and not snoozed`)},
      ${mine(`overdue and ${unfinished}`)},
      ${live(`exists (select 1 from consultation a where a.org_id = t.org_id and a.ticket_id = t.id and a.state <> 'withdrawn' and a.asked_user_id = $2) and t.${unfinished}`)},
      ${live('exists (select 1 from ticket_watcher a where a.org_id = t.org_id and a.ticket_id = t.id and a.user_id = $2)')},
      ${mine('snoozed and (assignee_id = $2 or team_id = any ($4::uuid[]))')},
      ${mine(unfinished)},
      ${mine("status_category = 'resolved'")},
      ${mine('true')}
      from (${cells('counter_cell')} union all ${cells('counter_delta')} union all
        select t.unit_id, t.team_id, t.assignee_id, t.status_category, t.type_key, t.priority, t.overdue, t.confidential,
          t.snoozed_until is not null, t.merged_into_id is not null, 1
        from (
          select id from ticket where org_id = $1 and first_contact_owner_id = $2 and (unit_id <> all ($3::uuid[]) or confidential)
          union select ticket_id from ticket_watcher where org_id = $1 and user_id = $2
          union select ticket_id from consultation where org_id = $1 and asked_user_id = $2 and state <> 'withdrawn'
          union select ticket_id from task where org_id = $1 and assignee_id = $2
        ) around join ticket t on t.org_id = $1 and t.id = around.id
        where not (coalesce(t.assignee_id = $2, false) or ((t.unit_id = any ($3::uuid[]) or t.team_id = any ($4::uuid[])) and not t.confidential))
      ) c`,
    values: [world.org, world.agent, world.units, world.teams],
  });
  return rows[0] ?? [];
}
