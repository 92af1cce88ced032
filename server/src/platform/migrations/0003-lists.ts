import type { Migration } from '../migrate.ts';

/** What lists of tickets keep: how a view shows its rows. */
export const lists: Migration = {
  version: 3,
  name: 'lists',
  sql: /* sql */ `
alter table saved_view
  add column columns text[] not null default '{}',
  add column grouping text;
`,
};
