import type { Migration } from '../migrate.ts';

/**
 * How many tickets there are of each kind. A trigger notes what a change does to these numbers, in its own transaction
 * and in rows of its own; whoever counts adds both tables (`docs/develop/counters.md`).
 */
export const counters: Migration = {
  version: 6,
  name: 'counters',
  sql: /* sql */ `
create table counter_cell (                    -- written by the folding alone
  org_id smallint not null,
  unit_id uuid not null,
  team_id uuid not null,
  assignee_id uuid,
  status_category text not null,
  type_key text not null,
  priority text not null,
  overdue boolean not null,
  confidential boolean not null,
  snoozed boolean not null,
  merged boolean not null,
  tickets bigint not null
) with (fillfactor = 80);
create unique index counter_cell_once on counter_cell (org_id, unit_id, team_id, assignee_id, status_category, type_key,
  priority, overdue, confidential, snoozed, merged) nulls not distinct;
create index counter_cell_by_team on counter_cell (org_id, team_id);
create index counter_cell_by_assignee on counter_cell (org_id, assignee_id);

-- What is not folded yet: +1 for what a ticket is now, -1 for what it was. Neither key nor index, for rows are only
-- added, read all at once and taken away all at once.
create table counter_delta (
  org_id smallint not null,
  unit_id uuid not null,
  team_id uuid not null,
  assignee_id uuid,
  status_category text not null,
  type_key text not null,
  priority text not null,
  overdue boolean not null,
  confidential boolean not null,
  snoozed boolean not null,
  merged boolean not null,
  tickets smallint not null
);

create function count_ticket() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into counter_delta values (new.org_id, new.unit_id, new.team_id, new.assignee_id, new.status_category,
      new.type_key, new.priority, new.overdue, new.confidential, new.snoozed_until is not null,
      new.merged_into_id is not null, 1);
  elsif tg_op = 'DELETE' then
    insert into counter_delta values (old.org_id, old.unit_id, old.team_id, old.assignee_id, old.status_category,
      old.type_key, old.priority, old.overdue, old.confidential, old.snoozed_until is not null,
      old.merged_into_id is not null, -1);
  else
    insert into counter_delta values (old.org_id, old.unit_id, old.team_id, old.assignee_id, old.status_category,
      old.type_key, old.priority, old.overdue, old.confidential, old.snoozed_until is not null,
      old.merged_into_id is not null, -1), (new.org_id, new.unit_id, new.team_id, new.assignee_id, new.status_category,
      new.type_key, new.priority, new.overdue, new.confidential, new.snoozed_until is not null,
      new.merged_into_id is not null, 1);
  end if;
  return null;
end
$$;
create trigger ticket_counted after insert or delete on ticket for each row execute function count_ticket();
create trigger ticket_recounted after update on ticket for each row
  when ((old.unit_id, old.team_id, old.assignee_id, old.status_category, old.type_key, old.priority, old.overdue,
      old.confidential, old.snoozed_until is null, old.merged_into_id is null)
    is distinct from (new.unit_id, new.team_id, new.assignee_id, new.status_category, new.type_key, new.priority,
      new.overdue, new.confidential, new.snoozed_until is null, new.merged_into_id is null))
  execute function count_ticket();

insert into counter_cell
  select org_id, unit_id, team_id, assignee_id, status_category, type_key, priority, overdue, confidential,
    snoozed_until is not null, merged_into_id is not null, count(*)
  from ticket group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11;

-- Tickets that one may see by being around them, however many others there are: those of a first-contact owner by
-- where they are now, and everything that one ever had a task on.
create index ticket_of_first_contact_owner on ticket (org_id, first_contact_owner_id, unit_id, confidential)
  where first_contact_owner_id is not null;
create index task_of_assignee on task (org_id, assignee_id, ticket_id) where assignee_id is not null;
`,
};
