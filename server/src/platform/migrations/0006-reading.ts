import type { Migration } from '../migrate.ts';

/** What people keep for themselves: what they have read, and how they like their screen. */
export const reading: Migration = {
  version: 6,
  name: 'reading',
  sql: /* sql */ `
create table read_mark (
  org_id smallint not null,
  user_id uuid not null,
  ticket_id uuid not null,
  seen_at timestamptz not null,               -- the last activity that was seen
  read_at timestamptz not null,               -- when that was
  primary key (org_id, user_id, ticket_id),
  foreign key (org_id, user_id) references user_account (org_id, id),
  foreign key (org_id, ticket_id) references ticket (org_id, id)
) with (fillfactor = 80);
create index read_mark_recent on read_mark (org_id, user_id, read_at desc);
create table preference (
  org_id smallint not null,
  user_id uuid not null,
  key text not null,
  value text not null,
  primary key (org_id, user_id, key),
  foreign key (org_id, user_id) references user_account (org_id, id)
);
`,
};
