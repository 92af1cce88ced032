import type { Migration } from '../migrate.ts';

/** Cells that do not tell people apart: as many as there are teams and states, however many tickets and people there are. */
export const totals: Migration = {
  version: 20,
  name: 'totals',
  sql: /* sql */ `
create table counter_total (                   -- written by the folding alone, beside counter_sum
  org_id smallint not null,
  unit_id uuid not null,
  team_id uuid not null,
  assignee_id uuid,                            -- nobody, or the nil uuid: somebody
  status_category text not null,
  overdue boolean not null,
  confidential boolean not null,
  snoozed boolean not null,
  merged boolean not null,
  tickets bigint not null
) with (fillfactor = 80);
create unique index counter_total_once on counter_total (org_id, unit_id, team_id, assignee_id, status_category, overdue,
  confidential, snoozed, merged) nulls not distinct;
create index counter_total_by_team on counter_total (org_id, team_id);

insert into counter_total
  select org_id, unit_id, team_id, case when assignee_id is not null then '00000000-0000-0000-0000-000000000000'::uuid end,
    status_category, overdue, confidential, snoozed, merged, sum(tickets)
  from counter_sum group by 1, 2, 3, 4, 5, 6, 7, 8, 9;
`,
};
