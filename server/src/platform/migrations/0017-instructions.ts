import type { Migration } from '../migrate.ts';

/** Requests for instruction, those who have to do with them, and their course. */
export const instructions: Migration = {
  version: 17,
  name: 'instructions',
  sql: /* sql */ `
create sequence instruction_number;
create table instruction_request (
  org_id smallint not null,
  id uuid not null,
  number bigint not null,
  kind_key text not null,
  at_once boolean not null,                    -- as the kind had it when it was asked
  unit_id uuid not null,                       -- where the asker works
  ticket_id uuid,
  facts text not null,
  opinion text not null,
  urgent_reason text,
  asked_by uuid not null,
  asked_at timestamptz not null,
  asker_id uuid not null,                      -- who carries it on: the asker, or who took over from the asker
  addressee_id uuid not null,                  -- the level that has it now
  asked_back boolean not null,
  state text not null check (state in ('asked', 'instructed', 'carried_out', 'withdrawn')),
  skipped uuid[] not null,                     -- the levels that were passed over
  instruction_step uuid,                       -- the instruction in force
  verbal boolean not null,
  superior_id uuid,                            -- who stands for the instruction: who gave it, or the successor
  confirmed_at timestamptz,
  acknowledged_at timestamptz,
  reported_at timestamptz,                     -- to those who were skipped
  dissent text not null check (dissent in ('none', 'open', 'insisted', 'raised', 'considered')),
  considerer_id uuid,
  version int not null,
  primary key (org_id, id),
  foreign key (org_id, ticket_id) references ticket (org_id, id),
  foreign key (org_id, unit_id) references unit (org_id, id),
  foreign key (org_id, asked_by) references user_account (org_id, id),
  foreign key (org_id, asker_id) references user_account (org_id, id),
  foreign key (org_id, addressee_id) references user_account (org_id, id)
) with (fillfactor = 80);
create unique index instruction_by_number on instruction_request (org_id, number);
create index instruction_by_asker on instruction_request (org_id, asker_id);
create index instruction_by_time on instruction_request (org_id, asked_at, id);
create index instruction_by_ticket on instruction_request (org_id, ticket_id) where ticket_id is not null;

create table instruction_party (               -- whom it was addressed to or who was skipped, once for each
  org_id smallint not null,
  request_id uuid not null,
  user_id uuid not null,
  role text not null check (role in ('addressed', 'skipped')),
  primary key (org_id, request_id, user_id, role),
  foreign key (org_id, request_id) references instruction_request (org_id, id),
  foreign key (org_id, user_id) references user_account (org_id, id)
);
create index instruction_party_by_user on instruction_party (org_id, user_id);

create table instruction_step (                -- insert-only: the course
  org_id smallint not null,
  id uuid not null,
  request_id uuid not null,
  seq int not null,
  kind text not null,
  at timestamptz not null,
  by_id uuid not null,
  to_id uuid,
  text text,
  said_at timestamptz,
  carry_out_by timestamptz,
  event_id uuid not null,
  primary key (org_id, id),
  foreign key (org_id, request_id) references instruction_request (org_id, id)
);
create unique index instruction_step_in_order on instruction_step (org_id, request_id, seq);

create table instruction_file (                -- what is attached to a step
  org_id smallint not null,
  step_id uuid not null,
  file_id uuid not null,
  position int not null,
  primary key (org_id, step_id, file_id),
  foreign key (org_id, step_id) references instruction_step (org_id, id),
  foreign key (org_id, file_id) references stored_file (org_id, id)
);
create index instruction_file_by_file on instruction_file (org_id, file_id);

create index obligation_by_subject on obligation (org_id, subject_id) where ticket_id is null;
create index user_account_by_leader on user_account (org_id, reports_to_id) where reports_to_id is not null;
`,
};
