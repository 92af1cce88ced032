import type { Migration } from '../migrate.ts';

/** Assignment among those on duty: how people say they are, what they take and know, and how teams share out. */
export const assignment: Migration = {
  version: 19,
  name: 'assignment',
  sql: /* sql */ `
create table duty (
  org_id int not null,
  user_id uuid not null,
  state text not null check (state in ('available', 'away', 'off')),
  since timestamptz not null,
  primary key (org_id, user_id)
);

create table assignment_person (
  org_id int not null,
  user_id uuid not null,
  capacity int,
  skills text[] not null,
  primary key (org_id, user_id)
);

-- its row is the team's turn: whoever shares out for the team holds it
create table assignment_team (
  org_id int not null,
  team_id uuid not null,
  sharing text not null check (sharing in ('manual', 'round_robin', 'load', 'skills')),
  last_user_id uuid,
  primary key (org_id, team_id)
);

-- tickets that nobody has, of teams that share out; next_at is null while nothing has changed since nobody was found
create table assignment_wait (
  org_id int not null,
  ticket_id uuid not null,
  team_id uuid not null,
  since timestamptz not null,
  next_at timestamptz,
  asked boolean not null default false,       -- by a rule, whatever the team's way
  nudged int not null default 0,              -- counts the reasons to look again
  primary key (org_id, ticket_id)
);
create index assignment_wait_due on assignment_wait (org_id, next_at) where next_at is not null;
create index assignment_wait_of_team on assignment_wait (org_id, team_id);

insert into ledger_reader (org_id, name, position) select org_id, 'assignment', position from ledger_head;
`,
};
