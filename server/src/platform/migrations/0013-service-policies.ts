import type { Migration } from '../migrate.ts';

/** Service policies: what was owed under each revision of the configuration, and who puts a newer one in force for open work. */
export const servicePolicies: Migration = {
  version: 13,
  name: 'service-policies',
  sql: /* sql */ `
-- what the kinds of obligations and the policies said from this revision of the configuration on
create table service_terms (
  org_id int not null,
  revision int not null,
  content jsonb not null,
  primary key (org_id, revision)
);

-- the policy that an obligation follows, and the calendar that its terms name
alter table obligation add column policy_key text, add column named_calendar text;
update obligation o set named_calendar = coalesce(
  (select c.value ->> 'calendar' from config_entry c
    where c.org_id = o.org_id and c.section = 'obligations' and c.key = o.kind and c.origin = 'local'),
  (select c.value ->> 'calendar' from config_entry c
    where c.org_id = o.org_id and c.section = 'obligations' and c.key = o.kind and c.origin <> 'local' limit 1))
where o.state in ('open', 'paused');

-- putting a revision in force for open work: how far that has come
create table policy_rollout (
  org_id int not null,
  id uuid not null,
  revision int not null,
  policy_version text not null,
  asked_by uuid,
  begun_at timestamptz not null,
  ended_at timestamptz,
  after_id uuid,
  total int not null,
  looked_at int not null,
  changed int not null,
  primary key (org_id, id)
);
create unique index policy_rollout_running on policy_rollout (org_id) where ended_at is null;

alter table recalculation
  add column total int not null default 0,
  add column looked_at int not null default 0;
`,
};
