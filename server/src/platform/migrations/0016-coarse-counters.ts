import type { Migration } from '../migrate.ts';

/** Cells that do not tell types and priorities apart: a few for each person, however many tickets there are. */
export const coarseCounters: Migration = {
  version: 16,
  name: 'coarse-counters',
  sql: /* sql */ `
create table counter_sum (                     -- written by the folding alone, beside counter_cell
  org_id smallint not null,
  unit_id uuid not null,
  team_id uuid not null,
  assignee_id uuid,
  status_category text not null,
  overdue boolean not null,
  confidential boolean not null,
  snoozed boolean not null,
  merged boolean not null,
  tickets bigint not null
) with (fillfactor = 80);
create unique index counter_sum_once on counter_sum (org_id, unit_id, team_id, assignee_id, status_category, overdue,
  confidential, snoozed, merged) nulls not distinct;
create index counter_sum_by_team on counter_sum (org_id, team_id);
create index counter_sum_by_assignee on counter_sum (org_id, assignee_id);

insert into counter_sum
  select org_id, unit_id, team_id, assignee_id, status_category, overdue, confidential, snoozed, merged, sum(tickets)
  from counter_cell group by 1, 2, 3, 4, 5, 6, 7, 8, 9;
`,
};
