import type { Migration } from '../migrate.ts';

/** What bulk changes did, for as long as they can be taken back. */
export const bulkChanges: Migration = {
  version: 4,
  name: 'bulk changes',
  sql: /* sql */ `
create table bulk_change (
  org_id smallint not null,
  id uuid not null,
  user_id uuid not null,
  at timestamptz not null,
  undone_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, user_id) references user_account (org_id, id)
);
create index bulk_change_by_user on bulk_change (org_id, user_id, at);
create table bulk_change_ticket (
  org_id smallint not null,
  bulk_id uuid not null,
  ticket_id uuid not null,
  merge_id uuid,                              -- the merge that it was part of
  before jsonb not null,                      -- the columns that became others, as they were
  after jsonb not null,                       -- and as the bulk change left them
  primary key (org_id, bulk_id, ticket_id),
  foreign key (org_id, bulk_id) references bulk_change (org_id, id),
  foreign key (org_id, ticket_id) references ticket (org_id, id)
);
create index bulk_change_ticket_by_ticket on bulk_change_ticket (org_id, ticket_id);
`,
};
