import type { Migration } from '../migrate.ts';

/** How far each schedule has opened what comes round, and what its samples have drawn. */
export const schedules: Migration = {
  version: 24,
  name: 'schedules',
  sql: /* sql */ `
create table schedule_progress (
  org_id int not null,
  schedule_key text not null,
  through timestamptz not null,               -- all that came round up to here was opened
  primary key (org_id, schedule_key)
);
create table schedule_drawn (
  org_id int not null,
  schedule_key text not null,
  ticket_id uuid not null,
  event_id uuid not null,
  primary key (org_id, schedule_key, ticket_id) -- nothing is drawn twice
);
`,
};
