import type { Migration } from '../migrate.ts';

/** What was made up for trying the product, so that it can be taken away again: docs/decisions/0009-sample-data.md. */
export const sampleData: Migration = {
  version: 21,
  name: 'sample-data',
  sql: /* sql */ `
create table sample_record (
  org_id smallint not null,
  kind text not null check (kind in ('unit', 'team', 'user', 'customer', 'ticket')),
  id uuid not null,
  added_at timestamptz not null,
  primary key (org_id, kind, id)
);
`,
};
