import type { Migration } from '../migrate.ts';

/**
 * Calendars: what each said, and on which each obligation is counted. Until now everything was counted on a desk that never
 * closes, which is the version named here.
 */
export const calendars: Migration = {
  version: 7,
  name: 'calendars',
  sql: /* sql */ `
create table calendar_version (
  org_id int not null,
  version text not null,
  content jsonb not null,
  primary key (org_id, version)
);
insert into calendar_version (org_id, version, content)
select org_id, 'f6bd36b51fffdf8eaaf1f2549a3204ca',
  '{"closures":[],"days":[],"hours":[{"from":null,"week":{"fri":["00:00-24:00"],"mon":["00:00-24:00"],"sat":["00:00-24:00"],"sun":["00:00-24:00"],"thu":["00:00-24:00"],"tue":["00:00-24:00"],"wed":["00:00-24:00"]}}],"zone":"UTC"}'
from organisation;

alter table obligation
  add column calendar_key text not null default 'always_open',
  add column calendar_version text not null default 'f6bd36b51fffdf8eaaf1f2549a3204ca';

-- how far what is owed has been counted anew since the calendars changed last; one row
create table recalculation (
  org_id int primary key,
  calendars text not null,
  after_id uuid,
  changed int not null,
  begun_at timestamptz not null,
  ended_at timestamptz
);
`,
};
