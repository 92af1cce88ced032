import type { Migration } from '../migrate.ts';

/** Automation rules: events that wait for them, stays that become due, and every firing. */
export const automation: Migration = {
  version: 18,
  name: 'automation',
  sql: /* sql */ `
-- events on tickets that some rule may have to do with; gone once the rules have been asked
create table automation_work (
  org_id int not null,
  position bigint not null,
  event_id uuid not null,
  ticket_id uuid not null,
  tries int not null default 0,
  primary key (org_id, position)
);
create index automation_work_of_ticket on automation_work (org_id, ticket_id, position);

-- what a ticket stays in, by the rule that waits for it: from when, and when the rule is due
create table automation_stay (
  org_id int not null,
  rule_key text not null,
  ticket_id uuid not null,
  since timestamptz not null,
  at timestamptz not null,
  primary key (org_id, rule_key, ticket_id)
);
create index automation_stay_due on automation_stay (org_id, at);
create index automation_stay_of_ticket on automation_stay (org_id, ticket_id);

-- how far the stays of a rule have been written down since it was changed last
create table automation_fill (
  org_id int not null,
  rule_key text not null,
  basis text not null,
  after_id uuid,
  done boolean not null,
  primary key (org_id, rule_key)
);

create table automation_firing (
  org_id int not null,
  id uuid not null,
  rule_key text not null,
  rule_version text not null,
  occasion text not null,                     -- the event, or the stay, that it fired on
  ticket_id uuid not null,
  at timestamptz not null,
  depth int not null,
  outcome text not null,
  did text[] not null,
  problem text,
  params jsonb,
  primary key (org_id, id)
);
create unique index automation_firing_once on automation_firing (org_id, rule_key, rule_version, occasion);
create index automation_firing_by_rule on automation_firing (org_id, rule_key, at desc);
create index automation_firing_on_ticket on automation_firing (org_id, ticket_id, rule_key, at);

-- rules are for what happens from now on
insert into ledger_reader (org_id, name, position) select org_id, 'automation', position from ledger_head;
`,
};
